// Generated from spec/ by `pnpm generate`. Do not edit.
export interface paths {
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar organizações
         * @description Lista as organizações, da mais nova à mais antiga. No sandbox entram também as dos mundos.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Criar uma organização
         * @description Cria uma organização com o seu plano, sem chave nenhuma: a primeira se cria em seguida, com `createApiKey`. Sem `slug`, o nome
         *     curto é tirado do nome; se já existir, ganha um final que o torne único.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver uma organização
         * @description Devolve a organização e o plano em vigor.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Alterar uma organização
         * @description Muda o nome ou o plano; do plano, só o que for enviado. Vale em todo lugar em até um segundo: um limite novo já na janela em
         *     curso, uma cota nova já contra o que o mês usou. O nome curto não muda.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/organizations/{organizationId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as chaves de uma organização
         * @description Lista as chaves da organização, da mais nova à mais antiga, também as vencidas e as revogadas.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Criar uma chave
         * @description Cria uma chave e a devolve inteira, só desta vez: o que fica guardado é um resumo, com o qual não se refaz a chave. Os escopos não
         *     mudam depois; para outros, crie outra chave.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revogar uma chave
         * @description Revoga a chave, para sempre e em todo lugar em até um segundo. Ela continua na lista. Revogar de novo não muda nada e responde o mesmo.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Alterar uma chave
         * @description Muda o nome da chave, ou o seu limite por minuto.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/organizations/{organizationId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver o uso de uma organização
         * @description Devolve quanto cada chave ativa usou da janela de um minuto em curso e quanto a organização usou do mês, pelo relógio dela. São os
         *     mesmos números dos cabeçalhos `X-RateLimit-*` e `X-Api-Quota-*`, lidos sem gastar nada.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar mundos
         * @description Lista os mundos, do mais novo ao mais antigo. O de demonstração está sempre entre eles, com o identificador `demo`. Uma sessão do
         *     portal vê só o mundo da sua organização.
         */
        get: operations["listWorlds"];
        put?: never;
        /**
         * Criar um mundo
         * @description Cria, numa chamada, uma organização nova com chave, dados, limites e relógio só seus. Dois mundos nunca se encontram: cada tarefa de
         *     um teste em paralelo pode ter o seu. A chave inteira vem só nesta resposta, e continua a mesma depois de um recomeço.
         */
        post: operations["createWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver um mundo
         * @description Devolve o mundo, com a organização, o plano, a chave sem o segredo e as horas que são nele.
         */
        get: operations["getWorld"];
        put?: never;
        post?: never;
        /**
         * Apagar um mundo
         * @description Apaga o mundo com tudo o que tem: organização, chaves, dados, endpoints, entregas e diário. O que está por entregar deixa de ser
         *     tentado, e os fluxos abertos terminam. O mundo de demonstração não se apaga.
         */
        delete: operations["deleteWorld"];
        options?: never;
        head?: never;
        /**
         * Alterar um mundo
         * @description Muda o nome, o plano, a cota ou o limite por minuto, já para a próxima requisição. Um recomeço volta ao que foi pedido na criação.
         */
        patch: operations["updateWorld"];
        trace?: never;
    };
    "/worlds/{worldId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recomeçar um mundo
         * @description Volta o mundo ao que era ao nascer: nome, plano e dados da criação, contadores em zero, relógio no começo, diário vazio. Endpoints,
         *     entregas, contatos e mensagens posteriores somem, assim como as outras chaves. Ficam o identificador, a organização e a chave com que o
         *     mundo nasceu, que volta a valer se tinha sido revogada: um teste a guarda e segue com ela.
         */
        post: operations["resetWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/inbound-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Simular uma mensagem recebida
         * @description Faz um contato escrever à organização do mundo, como se a mensagem tivesse chegado de fora. Um telefone novo cria contato e conversa;
         *     um conhecido continua a sua, reaberta se estava encerrada. Os endpoints do mundo que assinam `message.created` recebem o evento.
         */
        post: operations["simulateInboundMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Mudar a situação de uma conversa
         * @description Põe a conversa na situação pedida, como faria a equipe no painel: serve a experimentar o filtro `status` e a reabertura por uma
         *     mensagem. Não causa evento.
         */
        patch: operations["updateConversationStatus"];
        trace?: never;
    };
    "/worlds/{worldId}/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adiantar o relógio de um mundo
         * @description Adianta o relógio e faz, na ordem e na hora de cada um, tudo o que cai no caminho: novas tentativas de entrega, desativação de
         *     endpoints, fim da sobreposição de segredos, vencimento de chaves, virada da janela de um minuto e do mês. Responde quando a última
         *     tentativa terminou; o tempo que leva é o dos receptores. O que é novo pelas respostas deles, como uma tentativa a mais, também é feito
         *     se couber no caminho.
         *
         *     O relógio só anda para a frente. Dois avanços do mesmo mundo se fazem um depois do outro.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as requisições de um mundo
         * @description Lista as requisições feitas à API pública com as chaves do mundo, da mais nova à mais antiga, com o que foi pedido e o que foi
         *     respondido, também as recusadas. Ficam as 10.000 mais novas.
         *
         *     Segredos não aparecem: de uma chave fica o começo, e de um segredo de webhook, `whsec_…`. Uma requisição sem chave válida não é de
         *     mundo nenhum e não entra em diário algum.
         */
        get: operations["listJournalRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as entregas de um mundo
         * @description Lista as entregas de todos os endpoints do mundo, da mais nova à mais antiga, cada uma com o corpo exato que foi assinado e com os
         *     cabeçalhos de cada tentativa: o bastante para conferir de novo a assinatura.
         */
        get: operations["listJournalDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Acompanhar um mundo ao vivo
         * @description Abre um fluxo de eventos (server-sent events) com o que acontece no mundo, na hora. Cada evento tem `id`, `event` e `data`, um JSON
         *     numa só linha:
         *
         *     | `event` | `data` | quando |
         *     |---|---|---|
         *     | `request` | JournalRequest | uma requisição foi respondida |
         *     | `delivery` | JournalDelivery | uma entrega nasceu ou mudou de situação |
         *     | `attempt` | StreamAttempt | uma tentativa de entrega terminou |
         *     | `endpoint-disabled` | DisabledEndpoint | um endpoint foi desativado |
         *     | `clock` | WorldClock | o relógio avançou |
         *     | `skipped` | StreamSkipped | houve mais requisições do que `requestsPerSecond`: estas estão só no diário |
         *     | `reload` | StreamReload | o mundo recomeçou, ou eventos se perderam: leia de novo |
         *
         *     Uma linha de comentário a cada 15 segundos mantém a conexão viva. Ao reconectar com `Last-Event-ID`, vêm primeiro os eventos perdidos,
         *     se ainda estiverem entre os 1.000 guardados; senão vem `reload`. Um leitor que não acompanha o ritmo é desligado, e reconecta. O fluxo
         *     termina quando o mundo é apagado ou o servidor para.
         *
         *     Quem mostra as requisições a uma pessoa não precisa de todas: com `requestsPerSecond` vêm até tantas por segundo, e das outras um
         *     `skipped` diz quantas foram e de quando a quando, para lê-las no diário com `since` e `until`. Sem ele vêm todas.
         *
         *     O esquema abaixo é o de um evento, com `data` já interpretado.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver o plano de falhas
         * @description Devolve o plano de falhas em vigor no mundo e o que cada regra já fez.
         */
        get: operations["getFaultPlan"];
        /**
         * Pôr um plano de falhas em vigor
         * @description Põe um plano em vigor no lugar do anterior, com todas as contagens em zero. Aplicar o mesmo plano de novo recomeça o mesmo sorteio.
         *     Vale para as requisições e as tentativas que vierem, até ser retirado, o mundo recomeçar ou o sandbox parar. Uma requisição só é atingida
         *     depois de passar por tudo o que a julga antes da operação. O diário marca cada uma das atingidas.
         */
        put: operations["applyFaultPlan"];
        post?: never;
        /**
         * Retirar o plano de falhas
         * @description Retira o plano do mundo. O que já foi feito fica marcado no diário.
         */
        delete: operations["deleteFaultPlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/boundaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Levar um mundo à beira
         * @description Leva o mundo, numa chamada, à beira de algo que senão levaria muitas: as últimas chamadas do minuto ou do mês, a falha que desativa um
         *     endpoint, o vencimento da chave, um plano sem webhooks. Um recomeço desfaz tudo.
         */
        post: operations["simulateBoundary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consultar a própria sessão
         * @description Diz quem a sessão do cookie é e o que pode. Com o token não há sessão, e a resposta é 404.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Sair
         * @description Encerra a sessão do cookie, na hora e em todas as abas, e, se ela é de uma organização, anota isso entre as mudanças desta. Com o token
         *     não há sessão, e a resposta é 404.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as sessões abertas
         * @description Lista as sessões que ainda valem, da mais nova à mais antiga. Uma sessão do portal vê só as da sua organização.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revogar uma sessão
         * @description Encerra uma sessão, na hora, e, se ela é de uma organização, anota isso entre as mudanças desta. Uma sessão do portal encerra só as da
         *     sua organização.
         */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/portal-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abrir o portal para uma organização
         * @description Dá uma ligação ao painel, que vale uma vez e por dez minutos. Quem a abre entra numa sessão de oito horas, revogável, que vê e faz só o que
         *     é desta organização. Entregue-a a quem o seu aplicativo já reconheceu, e a ninguém mais.
         */
        post: operations["createPortalSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/keys/{keyId}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trocar uma chave
         * @description Cria uma segunda chave com o mesmo nome, escopos e limite, mostrada inteira só nesta resposta. As duas valem até que a antiga seja revogada,
         *     ou vença depois de `overlapHours`: há tempo de pôr a nova no lugar.
         */
        post: operations["rollApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/usage/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consultar o uso dia a dia
         * @description Mostra as requisições à API pública nos últimos 30 dias, por dia e classe de status, recusadas inclusive. A conta chega com alguns segundos
         *     de atraso, e uma queda do servidor pode perder os últimos: é para gráficos, não para cobrança.
         */
        get: operations["getUsageHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as mudanças de uma organização
         * @description Lista o que foi criado, mudado, revogado, trocado e reenviado, da mais nova à mais antiga, com quem o fez: pelo painel e por este contrato
         *     tudo o que escreve; por uma chave da API, o que toca webhooks. `total` conta até 10.001; a partir daí há mais.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as entregas de uma organização
         * @description Lista as entregas de webhook da organização, da mais nova à mais antiga, com o corpo assinado e cada tentativa. `total` conta até 10.001; a
         *     partir daí há mais, e `since` e `until` estreitam a busca.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consultar uma entrega
         * @description Mostra uma entrega com o corpo exato, e cada tentativa com o que foi enviado e o que voltou.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consultar uma conversa
         * @description Mostra uma conversa com o contato e a última mensagem. A API pública só as lista; quem segue um endereço do painel já sabe qual quer.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/deliveries/{deliveryId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancelar uma entrega
         * @description Cancela uma entrega que espera pela próxima tentativa: fica `FAILED`, sem outra tentativa, e pode ser reenviada. Uma tentativa em curso
         *     termina, e uma entrega concluída fica como está.
         */
        post: operations["cancelDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/webhooks/{webhookId}/cancel-waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancelar o que espera
         * @description Cancela as entregas do endpoint que esperam pela próxima tentativa: ficam `FAILED`, sem outra tentativa, e podem ser reenviadas. Uma tentativa
         *     em curso termina.
         */
        post: operations["cancelWaitingDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/webhook-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver como vão os endpoints
         * @description Diz de cada endpoint quando recebeu pela última vez, desde quando falha e quanto espera.
         */
        get: operations["getWebhookHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worlds/{worldId}/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consultar a caixa de entrada
         * @description Mostra o endereço da caixa de entrada e como ela responde. Com ele se vê o primeiro webhook sem escrever um receptor.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Escolher a resposta da caixa de entrada
         * @description Muda como a caixa de entrada responde ao que chegar, para ver o que acontece quando um receptor falha.
         */
        patch: operations["updateInbox"];
        trace?: never;
    };
    "/worlds/{worldId}/inbox/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar o que chegou à caixa de entrada
         * @description Lista as chegadas, da mais nova à mais antiga. Ficam as 200 mais novas, enquanto o servidor viver.
         */
        get: operations["listInboxDeliveries"];
        put?: never;
        post?: never;
        /**
         * Esvaziar a caixa de entrada
         * @description Apaga tudo o que chegou.
         */
        delete: operations["deleteInboxDeliveries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    onMessageCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Um contato escreveu
         * @description Chega quando um contato escreve para a sua organização, na primeira mensagem e em cada uma das seguintes.
         *     Responda 2xx em até 15 segundos e faça o trabalho demorado depois.
         */
        post: operations["onMessageCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description Identificador opaco de uma organização. Guarde-o como texto e não tire conclusões do seu formato.
         * @example org_5Pz1kT8mN3xRbW6d
         */
        OrganizationIdentifier: string;
        /**
         * @description Nome de uma organização, com 1 a 120 caracteres e ao menos um que não seja espaço. Caracteres de controle são recusados.
         * @example Padaria Estrela do Sul
         */
        OrganizationName: string;
        /**
         * @description Nome curto de uma organização, em minúsculas, algarismos e hifens, para uso em endereços.
         * @example padaria-estrela-do-sul
         */
        OrganizationSlug: string;
        /**
         * @description Nome comercial de um plano, com 1 a 60 caracteres e ao menos um que não seja espaço. Caracteres de controle são recusados.
         * @example Business
         */
        PlanName: string;
        /**
         * Format: int64
         * @description Requisições por organização e mês do calendário, em UTC; `null` quando não há teto.
         * @example 50000
         */
        MonthlyQuota: number | null;
        /**
         * Format: int32
         * @description Requisições que uma chave pode fazer por janela de um minuto.
         * @example 120
         */
        RequestsPerMinute: number;
        /** @description O plano de uma organização, com os seus limites. */
        PlanTerms: {
            /** @description Nome comercial do plano. */
            name: components["schemas"]["PlanName"];
            /**
             * @description Diz se o plano inclui a API. Sem ela, toda operação pública responde 403 `API_FEATURE_DISABLED`.
             * @example true
             */
            hasAPI: boolean;
            /**
             * @description Diz se o plano inclui webhooks de saída. Sem eles, `/webhooks…` responde 403 e nada é entregue.
             * @example true
             */
            hasWebhooks: boolean;
            /** @description Requisições incluídas por mês, ou `null` quando não há teto. */
            monthlyQuota: components["schemas"]["MonthlyQuota"];
            /** @description Limite por minuto de cada chave que não tem um seu. */
            requestsPerMinute: components["schemas"]["RequestsPerMinute"];
        };
        /**
         * Format: date-time
         * @description Instante em UTC, no formato RFC 3339, sempre com milissegundos e terminado em `Z`.
         * @example 2026-03-16T14:05:09.000Z
         */
        Timestamp: string;
        /** @description Uma organização e o seu plano. */
        ConsoleOrganization: {
            /** @description Identificador da organização. */
            id: components["schemas"]["OrganizationIdentifier"];
            /** @description Nome da organização. */
            name: components["schemas"]["OrganizationName"];
            /** @description Nome curto, único entre as organizações. */
            slug: components["schemas"]["OrganizationSlug"];
            /** @description O plano em vigor. */
            plan: components["schemas"]["PlanTerms"];
            /** @description Quando a organização foi criada. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description Onde esta página está na lista. */
        PageMeta: {
            /**
             * Format: int32
             * @description Quantos itens a consulta tem ao todo.
             * @example 3
             */
            total: number;
            /**
             * Format: int32
             * @description Número desta página, a partir de 1.
             * @example 1
             */
            page: number;
            /**
             * Format: int32
             * @description Quantos itens cabem numa página.
             * @example 20
             */
            limit: number;
        };
        /** @description Resposta de sucesso. As organizações desta página, da mais nova à mais antiga. */
        ConsoleOrganizationListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As organizações desta página, da mais nova à mais antiga. */
            data: components["schemas"]["ConsoleOrganization"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * @description Frase em português, para pessoas. Pode mudar; decida sempre por `code`.
         * @example Informe sua chave no cabeçalho Authorization.
         */
        ErrorSentence: string;
        /** @description Um ponto em que a requisição foge do contrato. */
        ValidationDetail: {
            /**
             * @description Onde está o problema, como JSON Pointer que começa por `/body`, `/query` ou `/headers`.
             * @example /body/phoneNumber
             */
            path: string;
            /**
             * @description O que há de errado nesse ponto.
             * @example não está no formato esperado, como +5511987654321
             */
            message: string;
        };
        /** @description Corpo de um 400: a requisição foge do contrato. */
        ValidationError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "validation_error";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
            /** @description Os pontos a corrigir, quando se pode nomeá-los. */
            details?: components["schemas"]["ValidationDetail"][];
        };
        /** @description Corpo de um 401: falta a credencial, ou ela não vale. */
        ConsoleUnauthorizedError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "unauthorized" | "invalid_console_token" | "session_expired";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 403: a sessão não pode, ou a escrita não veio do próprio painel. */
        ConsoleForbiddenError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "insufficient_role" | "cross_origin";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 429: veio demais nesta janela. */
        RateLimitError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "rate_limit_exceeded";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 500: uma falha nossa. */
        InternalError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "internal_error";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 503: não podemos atender agora, e nada foi feito. */
        ServiceUnavailableError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "service_unavailable";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description O plano de uma organização nova. Propriedades desconhecidas são recusadas. */
        CreatePlanRequest: {
            /** @description Nome comercial do plano. */
            name: components["schemas"]["PlanName"];
            /**
             * @description Diz se o plano inclui a API. Sem ela, toda operação pública responde 403 `API_FEATURE_DISABLED`.
             * @example true
             */
            hasAPI: boolean;
            /**
             * @description Diz se o plano inclui webhooks de saída. Sem eles, `/webhooks…` responde 403 e nada é entregue.
             * @example true
             */
            hasWebhooks: boolean;
            /** @description Requisições incluídas por mês; `null` para não haver teto. */
            monthlyQuota: components["schemas"]["MonthlyQuota"];
            /** @description Limite por minuto de cada chave; ausente, vale o limite geral da API. */
            requestsPerMinute?: components["schemas"]["RequestsPerMinute"];
        };
        /** @description A organização a criar. Propriedades desconhecidas são recusadas. */
        CreateOrganizationRequest: {
            /** @description Nome da organização. */
            name: components["schemas"]["OrganizationName"];
            /** @description Nome curto desejado; ausente, é tirado do nome e recebe um final que o torne único. */
            slug?: components["schemas"]["OrganizationSlug"];
            /** @description O plano com que a organização começa. */
            plan: components["schemas"]["CreatePlanRequest"];
        };
        /** @description Resposta de sucesso. A organização. */
        ConsoleOrganizationResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A organização. */
            data: components["schemas"]["ConsoleOrganization"];
        };
        /** @description Corpo de um 409: outra organização já usa o nome curto. */
        SlugTakenError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "slug_taken";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 413: o corpo enviado passa do limite. */
        PayloadTooLargeError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "payload_too_large";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 415: o corpo enviado não é JSON. */
        UnsupportedMediaTypeError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "unsupported_media_type";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 404: não existe, ou não é da sua organização. */
        NotFoundError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "not_found";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description As mudanças a fazer no plano. O que não for enviado fica como está; ao menos uma propriedade é necessária. */
        UpdatePlanRequest: {
            /** @description Novo nome comercial. */
            name?: components["schemas"]["PlanName"];
            /**
             * @description Diz se o plano inclui a API. Sem ela, toda operação pública responde 403 `API_FEATURE_DISABLED`.
             * @example true
             */
            hasAPI?: boolean;
            /**
             * @description Diz se o plano inclui webhooks de saída. Sem eles, `/webhooks…` responde 403 e nada é entregue.
             * @example true
             */
            hasWebhooks?: boolean;
            /** @description Nova cota do mês, já contra o que foi usado; `null` tira o teto. */
            monthlyQuota?: components["schemas"]["MonthlyQuota"];
            /** @description Novo limite por minuto, já na janela em curso. */
            requestsPerMinute?: components["schemas"]["RequestsPerMinute"];
        };
        /** @description As mudanças a fazer. O que não for enviado fica como está; ao menos uma propriedade é necessária. O nome curto não muda. */
        UpdateOrganizationRequest: {
            /** @description Novo nome. */
            name?: components["schemas"]["OrganizationName"];
            /** @description O que muda no plano. */
            plan?: components["schemas"]["UpdatePlanRequest"];
        };
        /**
         * @description Identificador opaco de uma chave. Guarde-o como texto e não tire conclusões do seu formato.
         * @example key_2Wn8sJ4vB7hTqC1x
         */
        ApiKeyIdentifier: string;
        /**
         * @description Nome que a equipe dá a uma chave, com 1 a 80 caracteres e ao menos um que não seja espaço. Caracteres de controle são recusados.
         * @example Integração da loja virtual
         */
        ApiKeyName: string;
        /**
         * @description Começo de uma chave, o bastante para reconhecê-la.
         * @example sk_live_Qm7T
         */
        ApiKeyPrefix: string;
        /**
         * @description Permissão que uma chave pode ter. Os escopos e o que cada um abre estão em `x-atteny-scopes`, no esquema de segurança.
         * @example contacts:read
         * @enum {string}
         */
        Scope: "messages:send" | "messages:read" | "conversations:read" | "contacts:read" | "contacts:write" | "webhooks:manage";
        /**
         * @description Escopos de uma chave, ao menos um, sem repetição.
         * @example [
         *       "contacts:read",
         *       "messages:send"
         *     ]
         */
        ApiKeyScopes: components["schemas"]["Scope"][];
        /**
         * Format: int32
         * @description Limite por minuto só de uma chave; `null` quando vale o do plano.
         * @example 30
         */
        KeyRequestsPerMinute: number | null;
        /**
         * @description `ACTIVE` vale, `EXPIRED` passou do prazo, `REVOKED` foi revogada.
         * @example ACTIVE
         * @enum {string}
         */
        ApiKeyStatus: "ACTIVE" | "EXPIRED" | "REVOKED";
        /** @description Uma chave de uma organização, sem o segredo. */
        ConsoleApiKey: {
            /** @description Identificador da chave. */
            id: components["schemas"]["ApiKeyIdentifier"];
            /** @description Nome que a equipe deu à chave. */
            name: components["schemas"]["ApiKeyName"];
            /** @description Começo da chave, o bastante para reconhecê-la. */
            prefix: components["schemas"]["ApiKeyPrefix"];
            /** @description Escopos concedidos à chave. */
            scopes: components["schemas"]["ApiKeyScopes"];
            /** @description Limite por minuto só desta chave, ou `null` quando vale o do plano. */
            requestsPerMinute: components["schemas"]["KeyRequestsPerMinute"];
            /** @description Se a chave ainda vale. */
            status: components["schemas"]["ApiKeyStatus"];
            /** @description Quando a chave foi criada. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Até quando a chave vale, ou `null` quando não vence. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a chave foi revogada, ou `null`. */
            revokedAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a chave foi usada pela última vez, com alguns segundos de atraso, ou `null` quando nunca. */
            lastUsedAt: components["schemas"]["Timestamp"] | null;
            /** @description A chave que esta veio substituir, ou `null`. */
            rolledFrom: components["schemas"]["ApiKeyIdentifier"] | null;
        };
        /** @description Resposta de sucesso. As chaves desta página, da mais nova à mais antiga. */
        ConsoleApiKeyListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As chaves desta página, da mais nova à mais antiga. */
            data: components["schemas"]["ConsoleApiKey"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description A chave a criar. Propriedades desconhecidas são recusadas. */
        CreateApiKeyRequest: {
            /** @description Nome que ajuda a equipe a saber para que a chave serve. */
            name: components["schemas"]["ApiKeyName"];
            /** @description Só os escopos de que a integração precisa; não mudam depois. */
            scopes: components["schemas"]["ApiKeyScopes"];
            /** @description Até quando a chave vale, no futuro pelo relógio da organização; ausente, não vence. */
            expiresAt?: components["schemas"]["Timestamp"];
            /** @description Limite por minuto só desta chave; ausente ou `null`, vale o do plano. */
            requestsPerMinute?: components["schemas"]["KeyRequestsPerMinute"];
        };
        /**
         * @description A chave inteira. Só um resumo dela fica guardado; quem a perde cria outra.
         * @example sk_live_Qm7TzR4cW9nKx2LpV6sHb1GdY8jFt3Ea2qzu6X
         */
        ApiKeyValue: string;
        /** @description Uma chave recém-criada, inteira, que não será mostrada de novo. */
        ApiKeyWithValue: {
            /** @description Identificador da chave. */
            id: components["schemas"]["ApiKeyIdentifier"];
            /** @description A chave inteira, mostrada só nesta resposta. */
            key: components["schemas"]["ApiKeyValue"];
            /** @description Nome que a equipe deu à chave. */
            name: components["schemas"]["ApiKeyName"];
            /** @description Começo da chave, o bastante para reconhecê-la. */
            prefix: components["schemas"]["ApiKeyPrefix"];
            /** @description Escopos concedidos à chave. */
            scopes: components["schemas"]["ApiKeyScopes"];
            /** @description Limite por minuto só desta chave, ou `null` quando vale o do plano. */
            requestsPerMinute: components["schemas"]["KeyRequestsPerMinute"];
            /** @description Se a chave ainda vale. */
            status: components["schemas"]["ApiKeyStatus"];
            /** @description Quando a chave foi criada. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Até quando a chave vale, ou `null` quando não vence. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a chave foi revogada, ou `null`. */
            revokedAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a chave foi usada pela última vez, com alguns segundos de atraso, ou `null` quando nunca. */
            lastUsedAt: components["schemas"]["Timestamp"] | null;
            /** @description A chave que esta veio substituir, ou `null`. */
            rolledFrom: components["schemas"]["ApiKeyIdentifier"] | null;
        };
        /** @description Resposta de sucesso. A chave inteira, mostrada só desta vez. */
        ApiKeyCreatedResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A chave inteira, mostrada só desta vez. */
            data: components["schemas"]["ApiKeyWithValue"];
        };
        /** @description Corpo de um 409: a organização já tem todas as chaves ativas que pode ter. */
        KeyLimitError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "key_limit_reached";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Resposta de sucesso. A chave, sem o segredo. */
        ConsoleApiKeyResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A chave, sem o segredo. */
            data: components["schemas"]["ConsoleApiKey"];
        };
        /** @description As mudanças a fazer. O que não for enviado fica como está; ao menos uma propriedade é necessária. */
        UpdateApiKeyRequest: {
            /** @description Novo nome. */
            name?: components["schemas"]["ApiKeyName"];
            /** @description Novo limite por minuto, já na janela em curso; `null` volta ao do plano. */
            requestsPerMinute?: components["schemas"]["KeyRequestsPerMinute"];
        };
        /**
         * Format: int64
         * @description Quantas requisições já contaram.
         * @example 1284
         */
        UsedRequests: number;
        /** @description O que uma chave usou na janela em curso. */
        KeyUsage: {
            /** @description Identificador da chave. */
            keyId: components["schemas"]["ApiKeyIdentifier"];
            /** @description Nome da chave. */
            name: components["schemas"]["ApiKeyName"];
            /** @description Começo da chave. */
            prefix: components["schemas"]["ApiKeyPrefix"];
            /** @description Limite em vigor para a chave, o seu ou o do plano. */
            limit: components["schemas"]["RequestsPerMinute"];
            /** @description Requisições que já passaram nesta janela; as recusadas com 429 não contam. */
            used: components["schemas"]["UsedRequests"];
            /**
             * Format: int32
             * @description Requisições que ainda cabem nesta janela.
             * @example 118
             */
            remaining: number;
        };
        /** @description A janela de um minuto em curso, chave por chave. */
        MinuteUsage: {
            /** @description Quando a janela começou. */
            startsAt: components["schemas"]["Timestamp"];
            /** @description Quando a próxima começa. */
            resetsAt: components["schemas"]["Timestamp"];
            /** @description As chaves ativas da organização, na ordem em que foram criadas. */
            keys: components["schemas"]["KeyUsage"][];
        };
        /** @description O mês em curso, para a organização inteira. */
        MonthUsage: {
            /** @description Primeiro instante do mês, em UTC. */
            startsAt: components["schemas"]["Timestamp"];
            /** @description Primeiro instante do mês seguinte. */
            resetsAt: components["schemas"]["Timestamp"];
            /** @description Requisições que o plano inclui, ou `null` quando não há teto. */
            quota: components["schemas"]["MonthlyQuota"];
            /** @description Requisições já contadas neste mês. */
            used: components["schemas"]["UsedRequests"];
            /**
             * Format: int64
             * @description Requisições que ainda cabem neste mês, ou `null` quando não há teto.
             * @example 48716
             */
            remaining: number | null;
        };
        /** @description O que uma organização usou neste minuto e neste mês, pelo relógio dela. */
        Usage: {
            /** @description Instante a que os números se referem. */
            at: components["schemas"]["Timestamp"];
            /** @description A janela de um minuto. */
            minute: components["schemas"]["MinuteUsage"];
            /** @description O mês. */
            month: components["schemas"]["MonthUsage"];
        };
        /** @description Resposta de sucesso. O uso neste minuto e neste mês. */
        UsageResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O uso neste minuto e neste mês. */
            data: components["schemas"]["Usage"];
        };
        /**
         * @description Identificador opaco de uma requisição. Guarde-o como texto e não tire conclusões do seu formato.
         * @example req_01K5ZQ8M3T7XN4
         */
        RequestIdentifier: string;
        /**
         * @description Identificador opaco de um mundo. Guarde-o como texto e não tire conclusões do seu formato.
         * @example wld_6Hy3mR9pD2kZsX5t
         */
        WorldIdentifier: string;
        /**
         * @description `NONE` começa vazio; `DEMO` traz contatos, conversas e mensagens de demonstração, sempre os mesmos.
         * @example DEMO
         * @enum {string}
         */
        WorldSeed: "NONE" | "DEMO";
        /** @description O relógio de um mundo, o tempo real mais um adiantamento. */
        WorldClock: {
            /** @description Que horas são no mundo. */
            now: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Quanto o mundo está adiantado em relação ao tempo real, em milissegundos.
             * @example 21600000
             */
            offsetMs: number;
        };
        /** @description Um mundo do sandbox: uma organização só dele, com chave, dados, limites e relógio. */
        World: {
            /** @description Identificador do mundo; `demo` é o de demonstração. */
            id: components["schemas"]["WorldIdentifier"];
            /** @description A organização do mundo, com nome e plano; as operações de organizações servem a ela também. */
            organization: components["schemas"]["ConsoleOrganization"];
            /** @description A chave com que o mundo nasceu. Continua a mesma depois de um recomeço. */
            apiKey: components["schemas"]["ConsoleApiKey"];
            /** @description Com que dados o mundo começa e recomeça. */
            seed: components["schemas"]["WorldSeed"];
            /** @description O relógio do mundo. */
            clock: components["schemas"]["WorldClock"];
            /** @description Quando o mundo foi criado, em tempo real. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. Os mundos desta página, do mais novo ao mais antigo. */
        WorldListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Os mundos desta página, do mais novo ao mais antigo. */
            data: components["schemas"]["World"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description O mundo a criar. Tudo é opcional; propriedades desconhecidas são recusadas. */
        CreateWorldRequest: {
            /** @description Nome da organização do mundo; ausente, um nome de padaria fictícia. */
            name?: components["schemas"]["OrganizationName"];
            /** @description O que difere do plano do sandbox: API e webhooks incluídos, sem teto no mês, o limite geral por minuto. */
            plan?: components["schemas"]["UpdatePlanRequest"];
            /** @description Escopos da chave do mundo; ausente, todos. */
            scopes?: components["schemas"]["ApiKeyScopes"];
            /** @description Com que dados o mundo começa; ausente, `NONE`. */
            seed?: components["schemas"]["WorldSeed"];
            /** @description Que horas são quando o mundo começa, entre agora e dez anos à frente; ausente, o tempo real. Um recomeço volta a este instante, ou ao tempo real se ele já tiver passado. */
            startAt?: components["schemas"]["Timestamp"];
        };
        /** @description Um mundo recém-criado, com a chave inteira, que não será mostrada de novo. */
        WorldWithKey: {
            /** @description Identificador do mundo; `demo` é o de demonstração. */
            id: components["schemas"]["WorldIdentifier"];
            /** @description A chave do mundo, inteira, mostrada só nesta resposta. */
            key: components["schemas"]["ApiKeyValue"];
            /** @description A organização do mundo, com nome e plano; as operações de organizações servem a ela também. */
            organization: components["schemas"]["ConsoleOrganization"];
            /** @description A chave com que o mundo nasceu. Continua a mesma depois de um recomeço. */
            apiKey: components["schemas"]["ConsoleApiKey"];
            /** @description Com que dados o mundo começa e recomeça. */
            seed: components["schemas"]["WorldSeed"];
            /** @description O relógio do mundo. */
            clock: components["schemas"]["WorldClock"];
            /** @description Quando o mundo foi criado, em tempo real. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. O mundo, com a chave inteira, mostrada só desta vez. */
        WorldCreatedResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O mundo, com a chave inteira, mostrada só desta vez. */
            data: components["schemas"]["WorldWithKey"];
        };
        /** @description Corpo de um 409: o sandbox já tem todos os mundos que comporta. */
        WorldLimitError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "world_limit_reached";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Resposta de sucesso. O mundo. */
        WorldResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O mundo. */
            data: components["schemas"]["World"];
        };
        /**
         * @description Identificador opaco de um endpoint de webhook. Guarde-o como texto e não tire conclusões do seu formato.
         * @example whk_9Xc4bV7mK2sDhG6t
         */
        WebhookEndpointIdentifier: string;
        /** @description O que foi apagado. */
        Deleted: {
            /** @description Identificador do que foi apagado. */
            id: components["schemas"]["WebhookEndpointIdentifier"];
        };
        /** @description Resposta de sucesso. O que foi apagado. */
        DeletedResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O que foi apagado. */
            data: components["schemas"]["Deleted"];
        };
        /** @description Corpo de um 409: o mundo de demonstração não pode ser apagado. */
        WorldProtectedError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "world_protected";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description As mudanças a fazer. O que não for enviado fica como está; ao menos uma propriedade é necessária. */
        UpdateWorldRequest: {
            /** @description Novo nome da organização do mundo. */
            name?: components["schemas"]["OrganizationName"];
            /** @description O que muda no plano, na cota ou no limite por minuto. */
            plan?: components["schemas"]["UpdatePlanRequest"];
        };
        /**
         * Format: uri
         * @description Endereço https do arquivo, de onde ele é buscado.
         * @example https://midia.padariaestrela.com.br/cardapio.png
         */
        MediaUrl: string;
        /**
         * @description Número de telefone em E.164: `+`, código do país e número, só algarismos ASCII, sem espaços nem traços. A API não corrige números: o que foge do formato é recusado com 400.
         * @example +5511987654321
         */
        PhoneNumber: string;
        /**
         * @description Nome do contato, com 1 a 120 caracteres e ao menos um que não seja espaço; `null` quando não se sabe. Caracteres de controle são recusados.
         * @example Maria Aparecida Souza
         */
        ContactName: string | null;
        /**
         * @description Texto da mensagem, ou a legenda quando há arquivo: de 1 a 4096 caracteres, ao menos um que não seja espaço. O caractere NUL é recusado.
         * @example Bom dia! Seu pedido já está no forno.
         */
        MessageContent: string;
        /**
         * @description O que a mensagem leva. Todo tipo diferente de `TEXT` tem um arquivo em `mediaUrl`.
         * @example TEXT
         * @enum {string}
         */
        MessageType: "TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT";
        /**
         * @description Tipo de mídia do arquivo, como `image/png`.
         * @example image/png
         */
        MediaType: string;
        /** @description A mensagem que um contato escreve. Propriedades desconhecidas são recusadas. */
        SimulateInboundMessageRequest: {
            /** @description Telefone de quem escreve; um número novo cria o contato e a conversa. */
            phoneNumber: components["schemas"]["PhoneNumber"];
            /** @description Nome de quem escreve, usado só quando o contato é novo. */
            name?: components["schemas"]["ContactName"];
            /** @description Texto da mensagem, ou a legenda do arquivo. */
            content: components["schemas"]["MessageContent"];
            /** @description O que a mensagem leva; `TEXT` quando ausente. */
            type?: components["schemas"]["MessageType"];
            /** @description Endereço https do arquivo; obrigatório quando `type` não é `TEXT`. */
            mediaUrl?: components["schemas"]["MediaUrl"];
            /** @description Tipo de mídia do arquivo. */
            mediaType?: components["schemas"]["MediaType"];
        };
        /**
         * @description Identificador opaco de uma mensagem. Guarde-o como texto e não tire conclusões do seu formato.
         * @example msg_0Bk7xG4qE5vTzS1j
         */
        MessageIdentifier: string;
        /**
         * @description Identificador opaco de uma conversa. Guarde-o como texto e não tire conclusões do seu formato.
         * @example cnv_3Rt8wZ6yP1nQfJ5c
         */
        ConversationIdentifier: string;
        /**
         * @description `INBOUND` veio do contato; `OUTBOUND` foi enviada pela organização.
         * @example OUTBOUND
         * @enum {string}
         */
        MessageDirection: "INBOUND" | "OUTBOUND";
        /** @description Uma mensagem de uma conversa. */
        Message: {
            /** @description Identificador da mensagem. */
            id: components["schemas"]["MessageIdentifier"];
            /** @description Conversa à qual a mensagem pertence. */
            conversationId: components["schemas"]["ConversationIdentifier"];
            /** @description De onde a mensagem veio. */
            direction: components["schemas"]["MessageDirection"];
            /** @description O que a mensagem leva. */
            type: components["schemas"]["MessageType"];
            /** @description Texto ou legenda. */
            content: components["schemas"]["MessageContent"];
            /** @description Endereço https do arquivo, ou `null` quando não há arquivo. */
            mediaUrl: components["schemas"]["MediaUrl"] | null;
            /** @description Tipo de mídia do arquivo, ou `null` quando não foi informado. */
            mediaType: components["schemas"]["MediaType"] | null;
            /** @description Quando a mensagem foi aceita. */
            createdAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description Situação da conversa: `OPEN` em atendimento, `PENDING` à espera da equipe, `CLOSED` encerrada. Qualquer mensagem reabre uma conversa encerrada.
         * @example OPEN
         * @enum {string}
         */
        ConversationStatus: "OPEN" | "PENDING" | "CLOSED";
        /** @description A conversa de um evento, sem o contato e a mensagem, que vão ao lado dela. */
        ConversationSummary: {
            /** @description Identificador da conversa. */
            id: components["schemas"]["ConversationIdentifier"];
            /** @description Situação da conversa depois da mensagem. */
            status: components["schemas"]["ConversationStatus"];
            /** @description Quando a conversa começou. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando a conversa mudou pela última vez. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * @description Identificador opaco de um contato. Guarde-o como texto e não tire conclusões do seu formato.
         * @example ctt_7Hq2mX4vT9sLbK1d
         */
        ContactIdentifier: string;
        /** @description Uma pessoa com quem a organização conversa, reconhecida pelo número de telefone. */
        Contact: {
            /** @description Identificador do contato. */
            id: components["schemas"]["ContactIdentifier"];
            /** @description Telefone em E.164, único dentro da organização. */
            phoneNumber: components["schemas"]["PhoneNumber"];
            /** @description Nome do contato, ou `null` quando não se sabe. */
            name: components["schemas"]["ContactName"];
            /** @description Quando o contato foi criado. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando o contato mudou pela última vez. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description O que aconteceu, e com quem. */
        MessageEventData: {
            /** @description A mensagem. */
            message: components["schemas"]["Message"];
            /** @description A conversa, já com a mensagem contada. */
            conversation: components["schemas"]["ConversationSummary"];
            /** @description O contato da conversa. */
            contact: components["schemas"]["Contact"];
        };
        /** @description Resposta de sucesso. A mensagem, a conversa e o contato, como vão no evento. */
        InboundMessageResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A mensagem, a conversa e o contato, como vão no evento. */
            data: components["schemas"]["MessageEventData"];
        };
        /** @description A situação desejada. Propriedades desconhecidas são recusadas. */
        UpdateConversationRequest: {
            /** @description Situação em que a conversa fica, até a próxima mensagem mudá-la. */
            status: components["schemas"]["ConversationStatus"];
        };
        /** @description A conversa de um contato, com o contato e a mensagem mais recente. */
        Conversation: {
            /** @description Identificador da conversa. */
            id: components["schemas"]["ConversationIdentifier"];
            /** @description Situação atual da conversa. */
            status: components["schemas"]["ConversationStatus"];
            /** @description O contato da conversa. */
            contact: components["schemas"]["Contact"];
            /** @description A mensagem mais recente, ou `null` enquanto não houver nenhuma. */
            lastMessage: components["schemas"]["Message"] | null;
            /** @description Quando a conversa começou. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando a conversa mudou pela última vez. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. A conversa. */
        ConversationResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A conversa. */
            data: components["schemas"]["Conversation"];
        };
        /**
         * @description Duração, como um número inteiro e uma unidade: `ms`, `s` segundos, `m` minutos, `h` horas, `d` dias de 24 horas. O mais que se aceita de uma vez são 366 dias.
         * @example 6h
         */
        Duration: string;
        /** @description Quanto adiantar: `by`, uma duração, ou `to`, um instante do mundo; um dos dois, e só um. Propriedades desconhecidas são recusadas. */
        AdvanceClockRequest: {
            /** @description Por quanto tempo. */
            by?: components["schemas"]["Duration"];
            /** @description Até quando, em tempo do mundo, não antes de agora e até 366 dias à frente; com o `nextAttemptAt` de uma entrega, faz-se a próxima tentativa. */
            to?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Identificador opaco de uma entrega. Guarde-o como texto e não tire conclusões do seu formato.
         * @example dlv_5Yp1nL8rF3wTqB0z
         */
        WebhookDeliveryIdentifier: string;
        /**
         * @description Por que a tentativa não teve resposta aproveitável: tempo esgotado, nome não resolvido, endereço não permitido, conexão recusada ou interrompida, TLS inválido, resposta que não é HTTP.
         * @example TIMEOUT
         * @enum {string}
         */
        WebhookAttemptError: "TIMEOUT" | "DNS_FAILED" | "ADDRESS_NOT_ALLOWED" | "CONNECTION_FAILED" | "TLS_FAILED" | "INVALID_RESPONSE";
        /** @description Uma tentativa de entrega feita durante um avanço do relógio. */
        PlayedAttempt: {
            /** @description Entrega a que a tentativa pertence. */
            deliveryId: components["schemas"]["WebhookDeliveryIdentifier"];
            /** @description Endpoint de destino. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /**
             * Format: int32
             * @description Ordem da tentativa dentro da entrega, a partir de 1.
             * @example 2
             */
            number: number;
            /** @description Quando a tentativa começou, em tempo do mundo. */
            startedAt: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Status HTTP da resposta, ou `null` quando não houve resposta.
             * @example 503
             */
            statusCode: number | null;
            /** @description O que impediu a resposta, ou `null`. */
            error: components["schemas"]["WebhookAttemptError"] | null;
        };
        /**
         * @description Por que o endpoint está desativado: `MANUAL` por pedido, `GONE` porque respondeu 410, `FAILURES` porque entregas seguidas demais esgotaram as tentativas.
         * @example FAILURES
         * @enum {string}
         */
        WebhookDisabledReason: "MANUAL" | "GONE" | "FAILURES";
        /** @description Um endpoint que acaba de ser desativado. */
        DisabledEndpoint: {
            /** @description Identificador do endpoint. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Por que foi desativado. */
            reason: components["schemas"]["WebhookDisabledReason"];
            /** @description Quando foi desativado, em tempo do mundo. */
            disabledAt: components["schemas"]["Timestamp"];
        };
        /** @description O que aconteceu durante um avanço do relógio. */
        ClockAdvance: {
            /** @description O relógio como ficou. */
            clock: components["schemas"]["WorldClock"];
            /**
             * @description `false` quando o prazo de um pedido acabou antes do fim, por causa de receptores lentos: o relógio parou no ponto alcançado, e um novo avanço continua dali.
             * @example true
             */
            completed: boolean;
            /**
             * Format: int64
             * @description Quantas tentativas foram feitas.
             * @example 4
             */
            attemptsTotal: number;
            /** @description As tentativas, na ordem em que foram feitas; só as 200 primeiras. O diário tem todas. */
            attempts: components["schemas"]["PlayedAttempt"][];
            /** @description Os endpoints desativados no caminho, na ordem. */
            endpointsDisabled: components["schemas"]["DisabledEndpoint"][];
        };
        /** @description Resposta de sucesso. O relógio como ficou, e o que aconteceu no caminho. */
        ClockAdvanceResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O relógio como ficou, e o que aconteceu no caminho. */
            data: components["schemas"]["ClockAdvance"];
        };
        /**
         * @description Cabeçalhos como passaram pela rede, com nomes em minúsculas; valores repetidos vêm juntos, separados por vírgula.
         * @example {
         *       "content-type": "application/json"
         *     }
         */
        JournalHeaders: {
            [key: string]: string;
        };
        /**
         * @description Corpo como texto, com os segredos ocultos; `null` quando não houve. De um corpo maior que 65.536 bytes fica só o começo.
         * @example {"content":"Bom dia!"}
         */
        JournalBody: string | null;
        /**
         * @description O que acontece. Com uma requisição: `STATUS` responde um erro documentado sem fazer nada; `DELAY` espera; `CUT_BEFORE` corta a conexão antes do trabalho e `CUT_AFTER` depois; `TRUNCATED` corta a resposta ao meio, `EMPTY` a envia vazia e `HTML` envia uma página no lugar, os três com o trabalho feito; `DUPLICATE` faz a requisição chegar duas vezes. Com uma tentativa de entrega: `DELAY` espera; `DUPLICATE` a envia duas vezes; `REORDER` a segura até a próxima do mesmo endpoint; `DROP` a perde; `TAMPERED` altera o corpo depois de assinado; `WRONG_SECRET` assina com outro segredo; `STALE` assina com a hora de antes; `UNKNOWN_EVENT` a envia como um evento que ninguém conhece.
         * @example CUT_AFTER
         * @enum {string}
         */
        FaultEffect: "STATUS" | "DELAY" | "CUT_BEFORE" | "CUT_AFTER" | "TRUNCATED" | "EMPTY" | "HTML" | "DUPLICATE" | "REORDER" | "DROP" | "TAMPERED" | "WRONG_SECRET" | "STALE" | "UNKNOWN_EVENT";
        /** @description O que um plano de falhas fez com esta requisição ou tentativa. */
        JournalFault: {
            /**
             * @description Nome da regra, ou a posição dela no plano.
             * @example envio-cai
             */
            rule: string;
            /** @description O que foi feito. */
            effect: components["schemas"]["FaultEffect"];
        };
        /** @description Uma requisição à API pública feita com uma chave do mundo, e a resposta que teve. */
        JournalRequest: {
            /** @description Identificador da requisição, igual a `X-Request-Id`. */
            id: components["schemas"]["RequestIdentifier"];
            /** @description Quando chegou, em tempo do mundo. */
            at: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Quanto tempo a resposta levou, em milissegundos reais.
             * @example 3
             */
            durationMs: number;
            /**
             * @description Método HTTP.
             * @example POST
             */
            method: string;
            /**
             * @description Caminho e consulta, como foram pedidos.
             * @example /api/v1/contacts?limit=20
             */
            target: string;
            /**
             * @description Operação do contrato público que atendeu.
             * @example sendMessage
             */
            operationId: string;
            /** @description Começo da chave usada. */
            keyPrefix: components["schemas"]["ApiKeyPrefix"];
            /** @description Cabeçalhos da requisição; de `authorization` fica só o começo da chave. */
            requestHeaders: components["schemas"]["JournalHeaders"];
            /** @description Corpo da requisição, ou `null`. */
            requestBody: components["schemas"]["JournalBody"];
            /**
             * Format: int32
             * @description Status HTTP da resposta; 503 quando uma falha planejada a cortou antes do trabalho.
             * @example 201
             */
            status: number;
            /**
             * @description O `code` de um erro, ou `null` num sucesso.
             * @example quota_exceeded
             */
            code: string | null;
            /** @description Cabeçalhos da resposta. */
            responseHeaders: components["schemas"]["JournalHeaders"];
            /** @description Corpo da resposta, ou `null`. */
            responseBody: components["schemas"]["JournalBody"];
            /** @description O que um plano de falhas fez desta requisição, ou `null`. */
            fault?: components["schemas"]["JournalFault"] | null;
        };
        /** @description Resposta de sucesso. As requisições desta página, da mais nova à mais antiga. */
        JournalRequestListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As requisições desta página, da mais nova à mais antiga. */
            data: components["schemas"]["JournalRequest"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * @description Nome de um evento: `message.created` quando um contato escreve, `message.sent` quando a sua organização escreve.
         * @example message.created
         * @enum {string}
         */
        WebhookEventName: "message.created" | "message.sent";
        /**
         * @description `PENDING` ainda tem tentativas pela frente, `SUCCEEDED` recebeu um 2xx, `FAILED` esgotou as tentativas ou perdeu o endpoint.
         * @example SUCCEEDED
         * @enum {string}
         */
        WebhookDeliveryStatus: "PENDING" | "SUCCEEDED" | "FAILED";
        /**
         * @description Identificador opaco de um evento. Guarde-o como texto e não tire conclusões do seu formato.
         * @example evt_8Gw2jN5pZ6kXrC1a
         */
        EventIdentifier: string;
        /**
         * @description De onde a entrega veio: `EVENT` de um evento, `TEST` do botão Testar, `REDELIVERY` de um pedido de reenvio.
         * @example EVENT
         * @enum {string}
         */
        WebhookDeliveryKind: "EVENT" | "TEST" | "REDELIVERY";
        /**
         * Format: uri
         * @description Endereço https que recebe as entregas, sem usuário, senha ou fragmento. O nome precisa levar a endereços públicos; isso é conferido ao salvar e de novo a cada conexão. Só o sandbox aceita também http e a própria máquina.
         * @example https://loja.padariaestrela.example/webhooks/atteny
         */
        WebhookUrl: string;
        /**
         * @description Endereço para onde um receptor redireciona, completo, mas sem usuário, senha, consulta e fragmento, que podem levar segredos.
         * @example https://www.padariaestrela.example/webhooks/atteny/
         */
        RedirectLocation: string;
        /** @description Uma tentativa de entrega, com o que foi enviado e o que voltou. */
        JournalAttempt: {
            /**
             * Format: int32
             * @description Ordem da tentativa dentro da entrega, a partir de 1.
             * @example 1
             */
            number: number;
            /** @description Quando a tentativa começou, em tempo do mundo. */
            startedAt: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Quanto durou, em milissegundos reais, do nome resolvido ao último byte lido.
             * @example 182
             */
            durationMs: number;
            /** @description Endereço para onde foi, o do endpoint naquela hora. */
            url: components["schemas"]["WebhookUrl"];
            /** @description Cabeçalhos enviados, assinaturas inclusive. */
            requestHeaders: components["schemas"]["JournalHeaders"];
            /**
             * Format: int32
             * @description Status HTTP da resposta, ou `null` quando não houve resposta.
             * @example 200
             */
            statusCode: number | null;
            /** @description O que impediu a resposta, ou `null`. */
            error: components["schemas"]["WebhookAttemptError"] | null;
            /** @description Para onde um redirecionamento (3xx) apontava, ou `null`. Não o seguimos. */
            redirectLocation: components["schemas"]["RedirectLocation"] | null;
            /**
             * @description Começo do corpo da resposta, até 20.000 bytes lidos como UTF-8; `null` quando não houve corpo.
             * @example ok
             */
            responseBody: string | null;
            /** @description O que um plano de falhas fez desta tentativa, ou `null`. */
            fault?: components["schemas"]["JournalFault"] | null;
        };
        /** @description Uma entrega de webhook, com o corpo assinado e cada tentativa. */
        JournalDelivery: {
            /** @description Identificador da entrega, igual a `X-Atteny-Delivery`. */
            id: components["schemas"]["WebhookDeliveryIdentifier"];
            /** @description Endpoint de destino. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Identificador do evento, igual a `webhook-id`. */
            eventId: components["schemas"]["EventIdentifier"];
            /** @description Nome do evento. */
            event: components["schemas"]["WebhookEventName"];
            /** @description De onde a entrega veio. */
            kind: components["schemas"]["WebhookDeliveryKind"];
            /** @description Em que ponto a entrega está. */
            status: components["schemas"]["WebhookDeliveryStatus"];
            /**
             * @description O corpo exato que toda tentativa envia e assina.
             * @example {"id":"evt_8Gw2jN5pZ6kXrC1a","event":"message.created"}
             */
            requestBody: string;
            /** @description As tentativas feitas até agora, na ordem. */
            attempts: components["schemas"]["JournalAttempt"][];
            /** @description Quando será a próxima tentativa, em tempo do mundo, ou `null` quando não haverá outra. */
            nextAttemptAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a entrega foi criada, em tempo do mundo. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando deixou de ser `PENDING`, ou `null`. */
            completedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description Resposta de sucesso. As entregas desta página, da mais nova à mais antiga. */
        JournalDeliveryListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As entregas desta página, da mais nova à mais antiga. */
            data: components["schemas"]["JournalDelivery"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * @description Número do evento no mundo, sempre crescente. Ao reconectar, vai em `Last-Event-ID`.
         * @example 1042
         */
        StreamEventId: string;
        /** @description Uma requisição foi respondida. */
        StreamRequestEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "request";
            /** @description A requisição e a resposta. */
            data: components["schemas"]["JournalRequest"];
        };
        /** @description Uma entrega nasceu ou mudou de situação. */
        StreamDeliveryEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "delivery";
            /** @description A entrega como está. */
            data: components["schemas"]["JournalDelivery"];
        };
        /** @description Uma tentativa e a entrega a que pertence. */
        StreamAttempt: {
            /** @description Entrega a que a tentativa pertence. */
            deliveryId: components["schemas"]["WebhookDeliveryIdentifier"];
            /** @description Endpoint de destino. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description A tentativa, com o que foi enviado e o que voltou. */
            attempt: components["schemas"]["JournalAttempt"];
        };
        /** @description Uma tentativa de entrega terminou. */
        StreamAttemptEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "attempt";
            /** @description A tentativa e de que entrega ela é. */
            data: components["schemas"]["StreamAttempt"];
        };
        /** @description Um endpoint foi desativado. */
        StreamEndpointDisabledEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "endpoint-disabled";
            /** @description O endpoint, o motivo e a hora. */
            data: components["schemas"]["DisabledEndpoint"];
        };
        /** @description O relógio do mundo avançou. */
        StreamClockEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "clock";
            /** @description O relógio como está. */
            data: components["schemas"]["WorldClock"];
        };
        /** @description Requisições que o fluxo não contou uma a uma. No diário, estão entre `since` e `until`. */
        StreamSkipped: {
            /**
             * Format: int32
             * @description Quantas foram.
             * @example 1840
             */
            requests: number;
            /** @description Quando a primeira começou, em tempo do mundo. */
            since: components["schemas"]["Timestamp"];
            /** @description Instante depois do começo da última, em tempo do mundo. */
            until: components["schemas"]["Timestamp"];
        };
        /** @description Houve mais requisições do que `requestsPerSecond`; estas não vêm uma a uma. */
        StreamSkippedEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "skipped";
            /** @description Quantas, e onde lê-las. */
            data: components["schemas"]["StreamSkipped"];
        };
        /** @description Por que é preciso ler de novo. */
        StreamReload: {
            /**
             * @description `RESET` porque o mundo recomeçou; `MISSED` porque os eventos depois de `Last-Event-ID` já não estão guardados.
             * @example RESET
             * @enum {string}
             */
            reason: "RESET" | "MISSED";
        };
        /** @description O que se via já não vale; leia de novo o que estiver mostrando. */
        StreamReloadEvent: {
            /** @description Número do evento. */
            id: components["schemas"]["StreamEventId"];
            /**
             * @description Nome do evento.
             * @constant
             */
            event: "reload";
            /** @description Por quê. */
            data: components["schemas"]["StreamReload"];
        };
        /** @description Um evento do fluxo. Na rede, `id` e `event` são as linhas de mesmo nome, e `data` é o JSON numa só linha. */
        StreamEvent: components["schemas"]["StreamRequestEvent"] | components["schemas"]["StreamDeliveryEvent"] | components["schemas"]["StreamAttemptEvent"] | components["schemas"]["StreamEndpointDisabledEvent"] | components["schemas"]["StreamClockEvent"] | components["schemas"]["StreamSkippedEvent"] | components["schemas"]["StreamReloadEvent"];
        /** @description Corpo de um 409: o mundo já tem todos os fluxos abertos que pode ter. */
        StreamLimitError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "stream_limit_reached";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /**
         * @description Com o que a regra mexe, requisições à API pública ou tentativas de entrega.
         * @example REQUEST
         * @enum {string}
         */
        FaultTarget: "REQUEST" | "DELIVERY";
        /** @description O que uma regra em vigor já fez. */
        FaultRuleState: {
            /**
             * @description Nome da regra, ou a posição dela no plano.
             * @example envio-cai
             */
            rule: string;
            /** @description Com o que a regra mexe. */
            on: components["schemas"]["FaultTarget"];
            /** @description O que acontece com o que é atingido. */
            effect: components["schemas"]["FaultEffect"];
            /**
             * Format: int64
             * @description Quantas requisições ou tentativas casaram com a regra.
             * @example 3
             */
            matched: number;
            /**
             * Format: int64
             * @description Quantas foram atingidas.
             * @example 1
             */
            hit: number;
        };
        /** @description O plano de falhas de um mundo e o que cada regra já fez. */
        FaultPlanState: {
            /**
             * Format: int64
             * @description A semente do plano em vigor, ou `null` sem plano.
             * @example 42
             */
            seed: number | null;
            /** @description As regras, na ordem em que são consultadas; nenhuma sem plano. */
            rules: components["schemas"]["FaultRuleState"][];
        };
        /** @description Resposta de sucesso. O plano em vigor e o que já fez. */
        FaultPlanResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O plano em vigor e o que já fez. */
            data: components["schemas"]["FaultPlanState"];
        };
        /** @description Uma regra de um plano de falhas. Vale a primeira regra que casa e cuja vez chegou. Propriedades desconhecidas são recusadas. */
        FaultRule: {
            /**
             * @description Como o diário chama a regra; sem ele, a posição no plano.
             * @example envio-cai
             */
            name?: string;
            /** @description Com o que a regra mexe. */
            on: components["schemas"]["FaultTarget"];
            /**
             * @description Só requisições a esta operação do contrato público.
             * @example sendMessage
             */
            operationId?: string;
            /** @description Só entregas deste evento. */
            event?: components["schemas"]["WebhookEventName"];
            /**
             * Format: int32
             * @description Só a tentativa deste número dentro de cada entrega.
             * @example 1
             */
            attempt?: number;
            /**
             * Format: int32
             * @description Quantas das que casam passam antes; nenhuma quando ausente.
             * @example 2
             */
            skip?: number;
            /**
             * Format: int32
             * @description Quantas são atingidas ao todo; sem limite quando ausente.
             * @example 1
             */
            count?: number;
            /**
             * @description Que parte das que casam é atingida, sorteada pela semente; todas quando ausente.
             * @example 0.2
             */
            share?: number;
            /** @description O que acontece. */
            effect: components["schemas"]["FaultEffect"];
            /**
             * Format: int32
             * @description Status que `STATUS` responde, um dos que o contrato documenta para a operação.
             * @example 503
             */
            status?: number;
            /**
             * @description O `code` que `STATUS` responde; quando ausente, o primeiro do status.
             * @example service_unavailable
             */
            code?: string;
            /**
             * Format: int32
             * @description Quanto `DELAY` espera, em milissegundos reais.
             * @example 3000
             */
            milliseconds?: number;
        };
        /** @description Um plano de falhas de um mundo. O mesmo plano com a mesma semente, diante dos mesmos pedidos na mesma ordem, faz as mesmas falhas. Propriedades desconhecidas são recusadas. */
        FaultPlan: {
            /**
             * Format: int64
             * @description De onde vem todo sorteio do plano.
             * @example 42
             */
            seed: number;
            /** @description As regras, na ordem em que são consultadas. */
            rules: components["schemas"]["FaultRule"][];
        };
        /**
         * @description À beira de quê. `CALLS_LEFT_THIS_MINUTE` e `CALLS_LEFT_THIS_MONTH` deixam `calls` chamadas, ajustando o limite por minuto ou a cota do plano ao já usado; `NEXT_FAILURE_DISABLES` faz a próxima entrega que esgotar as tentativas desativar o endpoint `webhookId`; `KEY_EXPIRES` faz a chave do mundo vencer em `seconds` segundos; `NO_WEBHOOKS` tira os webhooks do plano.
         * @example CALLS_LEFT_THIS_MINUTE
         * @enum {string}
         */
        BoundaryKind: "CALLS_LEFT_THIS_MINUTE" | "CALLS_LEFT_THIS_MONTH" | "NEXT_FAILURE_DISABLES" | "KEY_EXPIRES" | "NO_WEBHOOKS";
        /** @description A beira a que o mundo vai. Propriedades desconhecidas são recusadas. */
        SimulateBoundaryRequest: {
            /** @description À beira de quê. */
            kind: components["schemas"]["BoundaryKind"];
            /**
             * Format: int32
             * @description Quantas chamadas restam; só com as duas primeiras.
             * @example 3
             */
            calls?: number;
            /** @description Endpoint que a próxima falha desativa. */
            webhookId?: components["schemas"]["WebhookEndpointIdentifier"];
            /**
             * Format: int32
             * @description Em quantos segundos do mundo a chave vence.
             * @example 30
             */
            seconds?: number;
        };
        /**
         * @description Identificador opaco de uma sessão. Guarde-o como texto e não tire conclusões do seu formato.
         * @example ses_4Kd7pR2vN9xTcH1m
         */
        SessionIdentifier: string;
        /**
         * @description De onde a sessão veio: `OPERATOR` do token ou da ligação que o servidor mostra ao iniciar, `PORTAL` de uma ligação do portal.
         * @example PORTAL
         * @enum {string}
         */
        SessionKind: "OPERATOR" | "PORTAL";
        /**
         * @description O que uma sessão pode: `view` lê, `manage` lê e muda o que é da organização, `operator` faz tudo em todas.
         * @example manage
         * @enum {string}
         */
        SessionRole: "view" | "manage" | "operator";
        /** @description Uma sessão do painel. */
        ConsoleSession: {
            /** @description Identificador da sessão. */
            id: components["schemas"]["SessionIdentifier"];
            /** @description De onde a sessão veio. */
            kind: components["schemas"]["SessionKind"];
            /** @description O que a sessão pode. */
            role: components["schemas"]["SessionRole"];
            /** @description A única organização que a sessão vê, ou `null` quando vê todas. */
            organizationId: components["schemas"]["OrganizationIdentifier"] | null;
            /**
             * @description O navegador que entrou, como ele se apresenta, ou `null`.
             * @example Mozilla/5.0 (X11; Linux x86_64)
             */
            userAgent: string | null;
            /**
             * @description Se é a sessão desta requisição.
             * @example true
             */
            current: boolean;
            /** @description Quando a sessão começou, em tempo real. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando foi usada pela última vez, com precisão de um minuto. */
            lastSeenAt: components["schemas"]["Timestamp"];
            /** @description Até quando vale. */
            expiresAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. A sessão. */
        ConsoleSessionResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A sessão. */
            data: components["schemas"]["ConsoleSession"];
        };
        /** @description Resposta de sucesso. O que deixou de existir. */
        ConsoleDeletedResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O que deixou de existir. */
            data: components["schemas"]["Deleted"];
        };
        /** @description Resposta de sucesso. As sessões abertas desta página, da mais nova à mais antiga. */
        ConsoleSessionListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As sessões abertas desta página, da mais nova à mais antiga. */
            data: components["schemas"]["ConsoleSession"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description O que a ligação abre. Propriedades desconhecidas são recusadas. */
        CreatePortalSessionRequest: {
            /**
             * @description O que quem entra por ela pode: ler, ou ler e mudar.
             * @example manage
             * @enum {string}
             */
            role: "view" | "manage";
        };
        /** @description Uma ligação que abre o painel de uma organização, uma única vez. */
        PortalSession: {
            /**
             * @description Endereço a abrir, relativo à origem deste servidor. Vale uma vez só.
             * @example /console/sign-in?code=Zt4kW8nQ2xR6vB0mJ5cH9pL3sD7fG1yT4kW8nQ2xR6v
             */
            url: string;
            /**
             * @description O que quem entra por ela pode.
             * @example manage
             * @enum {string}
             */
            role: "view" | "manage";
            /** @description Organização que a ligação abre. */
            organizationId: components["schemas"]["OrganizationIdentifier"];
            /** @description Até quando a ligação pode ser usada, em tempo real. */
            expiresAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. A ligação, mostrada só nesta resposta. */
        PortalSessionResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A ligação, mostrada só nesta resposta. */
            data: components["schemas"]["PortalSession"];
        };
        /** @description Como a troca se dá. Propriedades desconhecidas são recusadas. */
        RollApiKeyRequest: {
            /**
             * Format: int32
             * @description Por quantas horas a chave antiga ainda vale; `null`, ou ausente, até que alguém a revogue.
             * @example 24
             */
            overlapHours?: number | null;
        };
        /** @description Corpo de um 409 ao trocar uma chave: ela não vale mais, ou já há chaves demais. */
        RollConflictError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "key_not_active" | "key_limit_reached";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description As requisições de um dia, por classe de status. */
        DayUsage: {
            /**
             * Format: date
             * @description O dia, em UTC e pelo relógio da organização.
             * @example 2026-03-16
             */
            date: string;
            /**
             * Format: int64
             * @description Todas.
             * @example 12
             */
            total: number;
            /**
             * Format: int64
             * @description As respondidas com 2xx.
             * @example 12
             */
            successes: number;
            /**
             * Format: int64
             * @description As respondidas com 4xx, menos 429.
             * @example 12
             */
            clientErrors: number;
            /**
             * Format: int64
             * @description As respondidas com 429.
             * @example 12
             */
            rateLimited: number;
            /**
             * Format: int64
             * @description As respondidas com 5xx.
             * @example 12
             */
            serverErrors: number;
        };
        /** @description O uso dos últimos 30 dias, do mais antigo a hoje. */
        UsageHistory: {
            /** @description Um item por dia, também os sem requisições. */
            days: components["schemas"]["DayUsage"][];
        };
        /** @description Resposta de sucesso. O uso dia a dia. */
        UsageHistoryResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O uso dia a dia. */
            data: components["schemas"]["UsageHistory"];
        };
        /**
         * @description Identificador opaco de algo que a organização tem ou teve. Guarde-o como texto e não tire conclusões do seu formato.
         * @example key_2Wn8sJ4vB7hTqC1x
         */
        AnyIdentifier: string;
        /**
         * @description Identificador opaco de uma anotação. Guarde-o como texto e não tire conclusões do seu formato.
         * @example aud_7Vb2nK5xQ9rTfM3c
         */
        AuditEntryIdentifier: string;
        /**
         * @description Quem agiu: `TOKEN` quem tem o token do console, `OPERATOR` ou `PORTAL` uma sessão, `KEY` uma chave da API.
         * @example PORTAL
         * @enum {string}
         */
        AuditActorKind: "TOKEN" | "OPERATOR" | "PORTAL" | "KEY";
        /** @description Uma mudança que alguém fez. */
        AuditEntry: {
            /** @description Identificador da anotação. */
            id: components["schemas"]["AuditEntryIdentifier"];
            /** @description Quando, em tempo da organização. */
            at: components["schemas"]["Timestamp"];
            /**
             * @description A operação que fez a mudança, deste contrato ou do público.
             * @example revokeApiKey
             */
            operationId: string;
            /** @description Que tipo de credencial agiu. */
            actorKind: components["schemas"]["AuditActorKind"];
            /** @description A sessão ou a chave que agiu; `null` para o token. */
            actorId: components["schemas"]["AnyIdentifier"] | null;
            /** @description O que mudou, ou `null`. */
            targetId: components["schemas"]["AnyIdentifier"] | null;
            /**
             * @description Como o que mudou se chamava então: nome, endereço; ou `null`.
             * @example Integração da loja virtual
             */
            targetName: string | null;
            /** @description A requisição, igual a `X-Request-Id`. */
            requestId: components["schemas"]["RequestIdentifier"];
        };
        /** @description Resposta de sucesso. As anotações desta página, da mais nova à mais antiga. */
        AuditEntryListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As anotações desta página, da mais nova à mais antiga. */
            data: components["schemas"]["AuditEntry"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description Resposta de sucesso. A entrega, com cada tentativa. */
        JournalDeliveryResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A entrega, com cada tentativa. */
            data: components["schemas"]["JournalDelivery"];
        };
        /** @description Quantas entregas foram canceladas. */
        CanceledDeliveries: {
            /**
             * Format: int64
             * @description Entregas que esperavam e não serão mais tentadas.
             * @example 12
             */
            canceled: number;
        };
        /** @description Resposta de sucesso. Quantas foram canceladas. */
        CanceledDeliveriesResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Quantas foram canceladas. */
            data: components["schemas"]["CanceledDeliveries"];
        };
        /** @description Como vai um endpoint. */
        EndpointHealth: {
            /** @description O endpoint. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Quando recebeu uma entrega pela última vez, ou `null`. */
            lastSuccessAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando falhou a primeira entrega depois disso, ou `null` quando vai bem. */
            failingSince: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Entregas à espera da próxima tentativa.
             * @example 12
             */
            waiting: number;
        };
        /** @description Como vão os endpoints de uma organização. */
        WebhookHealth: {
            /** @description Um item por endpoint. */
            endpoints: components["schemas"]["EndpointHealth"][];
        };
        /** @description Resposta de sucesso. Como vão os endpoints. */
        WebhookHealthResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Como vão os endpoints. */
            data: components["schemas"]["WebhookHealth"];
        };
        /**
         * @description Como a caixa de entrada responde: `OK` 200, `SERVER_ERROR` 500, `GONE` 410, `SLOW` 200 depois de cinco segundos, `NEVER` não responde.
         * @example OK
         * @enum {string}
         */
        InboxAnswer: "OK" | "SERVER_ERROR" | "GONE" | "SLOW" | "NEVER";
        /** @description A caixa de entrada de um mundo: um receptor de webhooks que o próprio sandbox oferece. */
        Inbox: {
            /**
             * Format: uri
             * @description Endereço a cadastrar num endpoint do mundo.
             * @example http://127.0.0.1:4000/inbox/demo
             */
            url: string;
            /** @description Como responde agora. */
            answer: components["schemas"]["InboxAnswer"];
        };
        /** @description Resposta de sucesso. A caixa de entrada. */
        InboxResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A caixa de entrada. */
            data: components["schemas"]["Inbox"];
        };
        /** @description A mudança a fazer. Propriedades desconhecidas são recusadas. */
        UpdateInboxRequest: {
            /** @description Como responder daqui em diante. */
            answer: components["schemas"]["InboxAnswer"];
        };
        /**
         * @description Identificador opaco de uma chegada. Guarde-o como texto e não tire conclusões do seu formato.
         * @example inb_3Qx6mZ8wK1rVtB5n
         */
        InboxDeliveryIdentifier: string;
        /** @description O que chegou à caixa de entrada, e o que ela respondeu. */
        InboxDelivery: {
            /** @description Identificador da chegada. */
            id: components["schemas"]["InboxDeliveryIdentifier"];
            /** @description Quando chegou, em tempo real. */
            receivedAt: components["schemas"]["Timestamp"];
            /** @description Os cabeçalhos que chegaram, assinaturas inclusive. */
            headers: components["schemas"]["JournalHeaders"];
            /**
             * @description O corpo, como chegou.
             * @example {"id":"evt_8Gw2jN5pZ6kXrC1a"}
             */
            body: string;
            /** @description Como foi respondido. */
            answer: components["schemas"]["InboxAnswer"];
        };
        /** @description Resposta de sucesso. O que chegou, do mais novo ao mais antigo. */
        InboxDeliveryListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O que chegou, do mais novo ao mais antigo. */
            data: components["schemas"]["InboxDelivery"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description Quanto foi apagado. */
        DeletedInbox: {
            /**
             * Format: int64
             * @description Chegadas apagadas.
             * @example 12
             */
            deleted: number;
        };
        /** @description Resposta de sucesso. Quanto foi apagado. */
        DeletedInboxResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Quanto foi apagado. */
            data: components["schemas"]["DeletedInbox"];
        };
        /** @description Um contato escreveu para a organização. */
        MessageCreatedEvent: {
            /** @description Identificador do evento, igual a `webhook-id`. Use-o para descartar repetições. */
            id: components["schemas"]["EventIdentifier"];
            /**
             * @description Nome do evento, igual a `X-Atteny-Event`.
             * @constant
             */
            event: "message.created";
            /** @description Quando o evento aconteceu. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description O que aconteceu, e com quem. */
            data: components["schemas"]["MessageEventData"];
        };
        /** @description Corpo de um 405: o caminho existe, o método não. */
        MethodNotAllowedError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "method_not_allowed";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 421: a requisição nomeia um servidor que não é este. */
        MisdirectedRequestError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "misdirected_request";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
    };
    responses: {
        /** @description Nenhuma operação atende a este caminho. É julgado antes do token. */
        UnknownPath: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description O caminho existe, mas não com este método. É julgado antes do token. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MethodNotAllowedError"];
            };
        };
        /** @description O nome em `Host` não é deste servidor. É julgado antes de tudo, e só no sandbox. */
        MisdirectedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MisdirectedRequestError"];
            };
        };
        /** @description A requisição foge do contrato. `details`, quando vem, diz onde. */
        ValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description Falta o token ou a sessão, ou não vale. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ConsoleUnauthorizedError"];
            };
        };
        /** @description A sessão não pode fazer isto, ou a requisição veio de outra origem. Com o token não acontece. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ConsoleForbiddenError"];
            };
        };
        /** @description Deste endereço de rede vieram tokens errados demais. Nenhum token dele é conferido até o fim da espera, nem o certo. */
        TooManyWrongTokens: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RateLimitError"];
            };
        };
        /** @description Uma falha nossa. Não se sabe se a requisição chegou a ter efeito. */
        InternalFailure: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InternalError"];
            };
        };
        /** @description Não podemos atender agora, e nada foi feito. Espere `Retry-After` segundos e repita sem receio. */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ServiceUnavailableError"];
            };
        };
        /** @description Outra organização já usa o nome curto pedido. */
        SlugTaken: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SlugTakenError"];
            };
        };
        /** @description O corpo enviado passa de 100 KB (102.400 bytes). */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PayloadTooLargeError"];
            };
        };
        /** @description O corpo enviado não é `application/json`. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnsupportedMediaTypeError"];
            };
        };
        /** @description Não existe nada com este identificador. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description A organização já tem todas as chaves ativas que pode ter. */
        KeyLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["KeyLimitError"];
            };
        };
        /** @description O sandbox já tem todos os mundos que comporta. */
        WorldLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WorldLimitError"];
            };
        };
        /** @description O mundo de demonstração não pode ser apagado; recomece-o. */
        WorldProtected: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WorldProtectedError"];
            };
        };
        /** @description O mundo já tem todos os fluxos abertos que pode ter. */
        StreamLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StreamLimitError"];
            };
        };
        /** @description A chave não vale mais, ou a organização já tem todas as chaves ativas que pode ter. */
        RollConflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RollConflictError"];
            };
        };
    };
    parameters: {
        /**
         * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
         * @example 1
         */
        page: number;
        /**
         * @description Itens por página, de 1 a 100.
         * @example 20
         */
        limit: number;
        /**
         * @description Identificador da organização.
         * @example org_5Pz1kT8mN3xRbW6d
         */
        organizationId: components["schemas"]["OrganizationIdentifier"];
        /**
         * @description Identificador da chave.
         * @example key_2Wn8sJ4vB7hTqC1x
         */
        keyId: components["schemas"]["ApiKeyIdentifier"];
        /**
         * @description Identificador do mundo; `demo` é o de demonstração.
         * @example wld_6Hy3mR9pD2kZsX5t
         */
        worldId: components["schemas"]["WorldIdentifier"];
        /**
         * @description Identificador da conversa.
         * @example cnv_3Rt8wZ6yP1nQfJ5c
         */
        conversationId: components["schemas"]["ConversationIdentifier"];
        /**
         * @description Só o que começou neste instante ou depois, em tempo do mundo.
         * @example 2026-03-16T14:00:00.000Z
         */
        since: components["schemas"]["Timestamp"];
        /**
         * @description Só o que começou antes deste instante, em tempo da organização.
         * @example 2026-03-17T00:00:00.000Z
         */
        until: components["schemas"]["Timestamp"];
        /**
         * @description Último evento já recebido, para continuar dele. Um `EventSource` o envia por si ao reconectar.
         * @example 1042
         */
        "Last-Event-ID": components["schemas"]["StreamEventId"];
        /**
         * @description Identificador da sessão.
         * @example ses_4Kd7pR2vN9xTcH1m
         */
        sessionId: components["schemas"]["SessionIdentifier"];
        /**
         * @description Identificador da entrega.
         * @example dlv_5Yp1nL8rF3wTqB0z
         */
        deliveryId: components["schemas"]["WebhookDeliveryIdentifier"];
        /**
         * @description Identificador do endpoint de webhook.
         * @example whk_9Xc4bV7mK2sDhG6t
         */
        webhookId: components["schemas"]["WebhookEndpointIdentifier"];
        /**
         * @description `sha256=` e o HMAC-SHA256 dos bytes crus do corpo, em hexadecimal. A chave do HMAC é o segredo inteiro, com `whsec_`, em UTF-8. Sempre exatamente uma assinatura; durante uma troca, a do segredo anterior.
         * @example sha256=3f1c9a0b7d2e5f48a6c1b3d9e07f5a284c6b8d1e3f7a9052b4c6d8e0f1a3b5c7
         */
        "X-Atteny-Signature": string;
        /**
         * @description A mesma assinatura feita com o segredo novo; só vem durante a sobreposição de uma troca.
         * @example sha256=a8d2f4b6c0e1937582a4b6c8d0e2f4061728394a5b6c7d8e9f0a1b2c3d4e5f60
         */
        "X-Atteny-Signature-Next": string;
        /**
         * @description Nome do evento, igual a `event` no corpo.
         * @example message.created
         */
        "X-Atteny-Event": components["schemas"]["WebhookEventName"];
        /**
         * @description Identificador da entrega, o mesmo em todas as tentativas.
         * @example dlv_5Yp1nL8rF3wTqB0z
         */
        "X-Atteny-Delivery": components["schemas"]["WebhookDeliveryIdentifier"];
        /**
         * @description Identificador do evento (Standard Webhooks), o mesmo em todas as tentativas e reenvios.
         * @example evt_8Gw2jN5pZ6kXrC1a
         */
        "standard-webhook-id": components["schemas"]["EventIdentifier"];
        /**
         * @description Quando esta tentativa foi enviada, em segundos Unix (Standard Webhooks). Recuse o que tiver mais de cinco minutos.
         * @example 1773669862
         */
        "standard-webhook-timestamp": number;
        /**
         * @description Assinaturas Standard Webhooks separadas por espaço: `v1,` e o HMAC-SHA256 em base64 de `webhook-id.webhook-timestamp.corpo`. A chave são os 32 bytes que o base64 do segredo guarda. Durante uma troca vêm duas.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        "standard-webhook-signature": string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identificador desta requisição. Cite-o quando falar com o suporte.
         * @example req_01K5ZQ8M3T7XN4
         */
        "X-Request-Id": string;
        /**
         * @description Segundos a esperar antes de tentar de novo.
         * @example 27
         */
        "Retry-After": number;
        /**
         * @description A origem da página que pode ler esta resposta. Só o sandbox e o mock o enviam, às páginas da própria máquina e às origens que você liberou; em produção a chave não vai ao navegador, e o cabeçalho nunca vem.
         * @example http://localhost:5173
         */
        "Access-Control-Allow-Origin": string;
        /**
         * @description Os cabeçalhos da requisição de que a resposta depende; traz `Origin` onde pode vir `Access-Control-Allow-Origin`.
         * @example Origin
         */
        Vary: string;
        /**
         * @description Métodos que este caminho aceita, separados por vírgula.
         * @example GET, POST
         */
        Allow: string;
    };
    pathItems: never;
}
export type OrganizationIdentifier = components['schemas']['OrganizationIdentifier'];
export type OrganizationName = components['schemas']['OrganizationName'];
export type OrganizationSlug = components['schemas']['OrganizationSlug'];
export type PlanName = components['schemas']['PlanName'];
export type MonthlyQuota = components['schemas']['MonthlyQuota'];
export type RequestsPerMinute = components['schemas']['RequestsPerMinute'];
export type PlanTerms = components['schemas']['PlanTerms'];
export type Timestamp = components['schemas']['Timestamp'];
export type ConsoleOrganization = components['schemas']['ConsoleOrganization'];
export type PageMeta = components['schemas']['PageMeta'];
export type ConsoleOrganizationListResponse = components['schemas']['ConsoleOrganizationListResponse'];
export type ErrorSentence = components['schemas']['ErrorSentence'];
export type ValidationDetail = components['schemas']['ValidationDetail'];
export type ValidationError = components['schemas']['ValidationError'];
export type ConsoleUnauthorizedError = components['schemas']['ConsoleUnauthorizedError'];
export type ConsoleForbiddenError = components['schemas']['ConsoleForbiddenError'];
export type RateLimitError = components['schemas']['RateLimitError'];
export type InternalError = components['schemas']['InternalError'];
export type ServiceUnavailableError = components['schemas']['ServiceUnavailableError'];
export type CreatePlanRequest = components['schemas']['CreatePlanRequest'];
export type CreateOrganizationRequest = components['schemas']['CreateOrganizationRequest'];
export type ConsoleOrganizationResponse = components['schemas']['ConsoleOrganizationResponse'];
export type SlugTakenError = components['schemas']['SlugTakenError'];
export type PayloadTooLargeError = components['schemas']['PayloadTooLargeError'];
export type UnsupportedMediaTypeError = components['schemas']['UnsupportedMediaTypeError'];
export type NotFoundError = components['schemas']['NotFoundError'];
export type UpdatePlanRequest = components['schemas']['UpdatePlanRequest'];
export type UpdateOrganizationRequest = components['schemas']['UpdateOrganizationRequest'];
export type ApiKeyIdentifier = components['schemas']['ApiKeyIdentifier'];
export type ApiKeyName = components['schemas']['ApiKeyName'];
export type ApiKeyPrefix = components['schemas']['ApiKeyPrefix'];
export type Scope = components['schemas']['Scope'];
export type ApiKeyScopes = components['schemas']['ApiKeyScopes'];
export type KeyRequestsPerMinute = components['schemas']['KeyRequestsPerMinute'];
export type ApiKeyStatus = components['schemas']['ApiKeyStatus'];
export type ConsoleApiKey = components['schemas']['ConsoleApiKey'];
export type ConsoleApiKeyListResponse = components['schemas']['ConsoleApiKeyListResponse'];
export type CreateApiKeyRequest = components['schemas']['CreateApiKeyRequest'];
export type ApiKeyValue = components['schemas']['ApiKeyValue'];
export type ApiKeyWithValue = components['schemas']['ApiKeyWithValue'];
export type ApiKeyCreatedResponse = components['schemas']['ApiKeyCreatedResponse'];
export type KeyLimitError = components['schemas']['KeyLimitError'];
export type ConsoleApiKeyResponse = components['schemas']['ConsoleApiKeyResponse'];
export type UpdateApiKeyRequest = components['schemas']['UpdateApiKeyRequest'];
export type UsedRequests = components['schemas']['UsedRequests'];
export type KeyUsage = components['schemas']['KeyUsage'];
export type MinuteUsage = components['schemas']['MinuteUsage'];
export type MonthUsage = components['schemas']['MonthUsage'];
export type Usage = components['schemas']['Usage'];
export type UsageResponse = components['schemas']['UsageResponse'];
export type RequestIdentifier = components['schemas']['RequestIdentifier'];
export type WorldIdentifier = components['schemas']['WorldIdentifier'];
export type WorldSeed = components['schemas']['WorldSeed'];
export type WorldClock = components['schemas']['WorldClock'];
export type World = components['schemas']['World'];
export type WorldListResponse = components['schemas']['WorldListResponse'];
export type CreateWorldRequest = components['schemas']['CreateWorldRequest'];
export type WorldWithKey = components['schemas']['WorldWithKey'];
export type WorldCreatedResponse = components['schemas']['WorldCreatedResponse'];
export type WorldLimitError = components['schemas']['WorldLimitError'];
export type WorldResponse = components['schemas']['WorldResponse'];
export type WebhookEndpointIdentifier = components['schemas']['WebhookEndpointIdentifier'];
export type Deleted = components['schemas']['Deleted'];
export type DeletedResponse = components['schemas']['DeletedResponse'];
export type WorldProtectedError = components['schemas']['WorldProtectedError'];
export type UpdateWorldRequest = components['schemas']['UpdateWorldRequest'];
export type MediaUrl = components['schemas']['MediaUrl'];
export type PhoneNumber = components['schemas']['PhoneNumber'];
export type ContactName = components['schemas']['ContactName'];
export type MessageContent = components['schemas']['MessageContent'];
export type MessageType = components['schemas']['MessageType'];
export type MediaType = components['schemas']['MediaType'];
export type SimulateInboundMessageRequest = components['schemas']['SimulateInboundMessageRequest'];
export type MessageIdentifier = components['schemas']['MessageIdentifier'];
export type ConversationIdentifier = components['schemas']['ConversationIdentifier'];
export type MessageDirection = components['schemas']['MessageDirection'];
export type Message = components['schemas']['Message'];
export type ConversationStatus = components['schemas']['ConversationStatus'];
export type ConversationSummary = components['schemas']['ConversationSummary'];
export type ContactIdentifier = components['schemas']['ContactIdentifier'];
export type Contact = components['schemas']['Contact'];
export type MessageEventData = components['schemas']['MessageEventData'];
export type InboundMessageResponse = components['schemas']['InboundMessageResponse'];
export type UpdateConversationRequest = components['schemas']['UpdateConversationRequest'];
export type Conversation = components['schemas']['Conversation'];
export type ConversationResponse = components['schemas']['ConversationResponse'];
export type Duration = components['schemas']['Duration'];
export type AdvanceClockRequest = components['schemas']['AdvanceClockRequest'];
export type WebhookDeliveryIdentifier = components['schemas']['WebhookDeliveryIdentifier'];
export type WebhookAttemptError = components['schemas']['WebhookAttemptError'];
export type PlayedAttempt = components['schemas']['PlayedAttempt'];
export type WebhookDisabledReason = components['schemas']['WebhookDisabledReason'];
export type DisabledEndpoint = components['schemas']['DisabledEndpoint'];
export type ClockAdvance = components['schemas']['ClockAdvance'];
export type ClockAdvanceResponse = components['schemas']['ClockAdvanceResponse'];
export type JournalHeaders = components['schemas']['JournalHeaders'];
export type JournalBody = components['schemas']['JournalBody'];
export type FaultEffect = components['schemas']['FaultEffect'];
export type JournalFault = components['schemas']['JournalFault'];
export type JournalRequest = components['schemas']['JournalRequest'];
export type JournalRequestListResponse = components['schemas']['JournalRequestListResponse'];
export type WebhookEventName = components['schemas']['WebhookEventName'];
export type WebhookDeliveryStatus = components['schemas']['WebhookDeliveryStatus'];
export type EventIdentifier = components['schemas']['EventIdentifier'];
export type WebhookDeliveryKind = components['schemas']['WebhookDeliveryKind'];
export type WebhookUrl = components['schemas']['WebhookUrl'];
export type RedirectLocation = components['schemas']['RedirectLocation'];
export type JournalAttempt = components['schemas']['JournalAttempt'];
export type JournalDelivery = components['schemas']['JournalDelivery'];
export type JournalDeliveryListResponse = components['schemas']['JournalDeliveryListResponse'];
export type StreamEventId = components['schemas']['StreamEventId'];
export type StreamRequestEvent = components['schemas']['StreamRequestEvent'];
export type StreamDeliveryEvent = components['schemas']['StreamDeliveryEvent'];
export type StreamAttempt = components['schemas']['StreamAttempt'];
export type StreamAttemptEvent = components['schemas']['StreamAttemptEvent'];
export type StreamEndpointDisabledEvent = components['schemas']['StreamEndpointDisabledEvent'];
export type StreamClockEvent = components['schemas']['StreamClockEvent'];
export type StreamSkipped = components['schemas']['StreamSkipped'];
export type StreamSkippedEvent = components['schemas']['StreamSkippedEvent'];
export type StreamReload = components['schemas']['StreamReload'];
export type StreamReloadEvent = components['schemas']['StreamReloadEvent'];
export type StreamEvent = components['schemas']['StreamEvent'];
export type StreamLimitError = components['schemas']['StreamLimitError'];
export type FaultTarget = components['schemas']['FaultTarget'];
export type FaultRuleState = components['schemas']['FaultRuleState'];
export type FaultPlanState = components['schemas']['FaultPlanState'];
export type FaultPlanResponse = components['schemas']['FaultPlanResponse'];
export type FaultRule = components['schemas']['FaultRule'];
export type FaultPlan = components['schemas']['FaultPlan'];
export type BoundaryKind = components['schemas']['BoundaryKind'];
export type SimulateBoundaryRequest = components['schemas']['SimulateBoundaryRequest'];
export type SessionIdentifier = components['schemas']['SessionIdentifier'];
export type SessionKind = components['schemas']['SessionKind'];
export type SessionRole = components['schemas']['SessionRole'];
export type ConsoleSession = components['schemas']['ConsoleSession'];
export type ConsoleSessionResponse = components['schemas']['ConsoleSessionResponse'];
export type ConsoleDeletedResponse = components['schemas']['ConsoleDeletedResponse'];
export type ConsoleSessionListResponse = components['schemas']['ConsoleSessionListResponse'];
export type CreatePortalSessionRequest = components['schemas']['CreatePortalSessionRequest'];
export type PortalSession = components['schemas']['PortalSession'];
export type PortalSessionResponse = components['schemas']['PortalSessionResponse'];
export type RollApiKeyRequest = components['schemas']['RollApiKeyRequest'];
export type RollConflictError = components['schemas']['RollConflictError'];
export type DayUsage = components['schemas']['DayUsage'];
export type UsageHistory = components['schemas']['UsageHistory'];
export type UsageHistoryResponse = components['schemas']['UsageHistoryResponse'];
export type AnyIdentifier = components['schemas']['AnyIdentifier'];
export type AuditEntryIdentifier = components['schemas']['AuditEntryIdentifier'];
export type AuditActorKind = components['schemas']['AuditActorKind'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditEntryListResponse = components['schemas']['AuditEntryListResponse'];
export type JournalDeliveryResponse = components['schemas']['JournalDeliveryResponse'];
export type CanceledDeliveries = components['schemas']['CanceledDeliveries'];
export type CanceledDeliveriesResponse = components['schemas']['CanceledDeliveriesResponse'];
export type EndpointHealth = components['schemas']['EndpointHealth'];
export type WebhookHealth = components['schemas']['WebhookHealth'];
export type WebhookHealthResponse = components['schemas']['WebhookHealthResponse'];
export type InboxAnswer = components['schemas']['InboxAnswer'];
export type Inbox = components['schemas']['Inbox'];
export type InboxResponse = components['schemas']['InboxResponse'];
export type UpdateInboxRequest = components['schemas']['UpdateInboxRequest'];
export type InboxDeliveryIdentifier = components['schemas']['InboxDeliveryIdentifier'];
export type InboxDelivery = components['schemas']['InboxDelivery'];
export type InboxDeliveryListResponse = components['schemas']['InboxDeliveryListResponse'];
export type DeletedInbox = components['schemas']['DeletedInbox'];
export type DeletedInboxResponse = components['schemas']['DeletedInboxResponse'];
export type MessageCreatedEvent = components['schemas']['MessageCreatedEvent'];
export type MethodNotAllowedError = components['schemas']['MethodNotAllowedError'];
export type MisdirectedRequestError = components['schemas']['MisdirectedRequestError'];
export type ResponseUnknownPath = components['responses']['UnknownPath'];
export type ResponseMethodNotAllowed = components['responses']['MethodNotAllowed'];
export type ResponseMisdirectedRequest = components['responses']['MisdirectedRequest'];
export type ResponseValidationFailed = components['responses']['ValidationFailed'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseTooManyWrongTokens = components['responses']['TooManyWrongTokens'];
export type ResponseInternalFailure = components['responses']['InternalFailure'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseSlugTaken = components['responses']['SlugTaken'];
export type ResponsePayloadTooLarge = components['responses']['PayloadTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseKeyLimitReached = components['responses']['KeyLimitReached'];
export type ResponseWorldLimitReached = components['responses']['WorldLimitReached'];
export type ResponseWorldProtected = components['responses']['WorldProtected'];
export type ResponseStreamLimitReached = components['responses']['StreamLimitReached'];
export type ResponseRollConflict = components['responses']['RollConflict'];
export type ParameterPage = components['parameters']['page'];
export type ParameterLimit = components['parameters']['limit'];
export type ParameterOrganizationId = components['parameters']['organizationId'];
export type ParameterKeyId = components['parameters']['keyId'];
export type ParameterWorldId = components['parameters']['worldId'];
export type ParameterConversationId = components['parameters']['conversationId'];
export type ParameterSince = components['parameters']['since'];
export type ParameterUntil = components['parameters']['until'];
export type ParameterLastEventId = components['parameters']['Last-Event-ID'];
export type ParameterSessionId = components['parameters']['sessionId'];
export type ParameterDeliveryId = components['parameters']['deliveryId'];
export type ParameterWebhookId = components['parameters']['webhookId'];
export type ParameterXAttenySignature = components['parameters']['X-Atteny-Signature'];
export type ParameterXAttenySignatureNext = components['parameters']['X-Atteny-Signature-Next'];
export type ParameterXAttenyEvent = components['parameters']['X-Atteny-Event'];
export type ParameterXAttenyDelivery = components['parameters']['X-Atteny-Delivery'];
export type ParameterStandardWebhookId = components['parameters']['standard-webhook-id'];
export type ParameterStandardWebhookTimestamp = components['parameters']['standard-webhook-timestamp'];
export type ParameterStandardWebhookSignature = components['parameters']['standard-webhook-signature'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderAccessControlAllowOrigin = components['headers']['Access-Control-Allow-Origin'];
export type HeaderVary = components['headers']['Vary'];
export type HeaderAllow = components['headers']['Allow'];
export type $defs = Record<string, never>;
export interface operations {
    listOrganizations: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de organizações. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleOrganizationListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationRequest"];
            };
        };
        responses: {
            /** @description A organização criada. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleOrganizationResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["SlugTaken"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A organização. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleOrganizationResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganizationRequest"];
            };
        };
        responses: {
            /** @description A organização como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleOrganizationResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de chaves. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleApiKeyListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description A chave criada, inteira. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreatedResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da chave.
                 * @example key_2Wn8sJ4vB7hTqC1x
                 */
                keyId: components["parameters"]["keyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A chave revogada. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleApiKeyResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da chave.
                 * @example key_2Wn8sJ4vB7hTqC1x
                 */
                keyId: components["parameters"]["keyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKeyRequest"];
            };
        };
        responses: {
            /** @description A chave como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleApiKeyResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O uso. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWorlds: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description Só o mundo desta organização.
                 * @example org_1Bv7cJ5nX8gTzK3m
                 */
                organizationId?: components["schemas"]["OrganizationIdentifier"];
                /**
                 * @description Só o mundo em cujo diário está a requisição com este `X-Request-Id`.
                 * @example req_01K5ZQ8M3T7XN4
                 */
                requestId?: components["schemas"]["RequestIdentifier"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de mundos. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateWorldRequest"];
            };
        };
        responses: {
            /** @description O mundo criado, com a chave inteira. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldCreatedResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WorldLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O mundo. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O mundo apagado. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WorldProtected"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWorldRequest"];
            };
        };
        responses: {
            /** @description O mundo como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resetWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O mundo recomeçado. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    simulateInboundMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulateInboundMessageRequest"];
            };
        };
        responses: {
            /** @description A mensagem, a conversa e o contato. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundMessageResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateConversationStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
                /**
                 * @description Identificador da conversa.
                 * @example cnv_3Rt8wZ6yP1nQfJ5c
                 */
                conversationId: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateConversationRequest"];
            };
        };
        responses: {
            /** @description A conversa como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdvanceClockRequest"];
            };
        };
        responses: {
            /** @description O relógio como ficou, e o que aconteceu. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockAdvanceResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listJournalRequests: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description Só o que começou neste instante ou depois, em tempo do mundo.
                 * @example 2026-03-16T14:00:00.000Z
                 */
                since?: components["parameters"]["since"];
                /**
                 * @description Só o que começou antes deste instante, em tempo da organização.
                 * @example 2026-03-17T00:00:00.000Z
                 */
                until?: components["parameters"]["until"];
                /**
                 * @description Só as desta operação do contrato público.
                 * @example sendMessage
                 */
                operationId?: string;
                /**
                 * @description Só as respondidas com este status HTTP.
                 * @example 429
                 */
                status?: number;
                /**
                 * @description Só a que teve este `X-Request-Id`.
                 * @example req_01K5ZQ8M3T7XN4
                 */
                requestId?: components["schemas"]["RequestIdentifier"];
            };
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página do diário. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalRequestListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listJournalDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description Só o que começou neste instante ou depois, em tempo do mundo.
                 * @example 2026-03-16T14:00:00.000Z
                 */
                since?: components["parameters"]["since"];
                /**
                 * @description Só as deste endpoint.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId?: components["schemas"]["WebhookEndpointIdentifier"];
                /**
                 * @description Só as deste evento.
                 * @example message.created
                 */
                event?: components["schemas"]["WebhookEventName"];
                /**
                 * @description Só as que estão neste ponto.
                 * @example FAILED
                 */
                status?: components["schemas"]["WebhookDeliveryStatus"];
            };
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página do diário. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalDeliveryListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /**
                 * @description Quantos `request` por segundo, no máximo. Sem ele, todos.
                 * @example 100
                 */
                requestsPerSecond?: number;
            };
            header?: {
                /**
                 * @description Último evento já recebido, para continuar dele. Um `EventSource` o envia por si ao reconectar.
                 * @example 1042
                 */
                "Last-Event-ID"?: components["parameters"]["Last-Event-ID"];
            };
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O fluxo, até alguém o fechar. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["StreamLimitReached"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFaultPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O plano e o que já fez. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultPlanResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    applyFaultPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultPlan"];
            };
        };
        responses: {
            /** @description O plano em vigor. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultPlanResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteFaultPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O mundo sem plano. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultPlanResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    simulateBoundary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulateBoundaryRequest"];
            };
        };
        responses: {
            /** @description O mundo como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sessão. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSessionResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sessão encerrada. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleDeletedResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de sessões. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSessionListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da sessão.
                 * @example ses_4Kd7pR2vN9xTcH1m
                 */
                sessionId: components["parameters"]["sessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sessão encerrada. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleDeletedResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createPortalSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePortalSessionRequest"];
            };
        };
        responses: {
            /** @description A ligação. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalSessionResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rollApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da chave.
                 * @example key_2Wn8sJ4vB7hTqC1x
                 */
                keyId: components["parameters"]["keyId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RollApiKeyRequest"];
            };
        };
        responses: {
            /** @description A chave nova. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreatedResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RollConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsageHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O uso dos últimos 30 dias. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageHistoryResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description Só as que tocaram isto.
                 * @example key_2Wn8sJ4vB7hTqC1x
                 */
                targetId?: components["schemas"]["AnyIdentifier"];
                /**
                 * @description Só as desta operação.
                 * @example revokeApiKey
                 */
                operationId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de mudanças. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description Só o que começou neste instante ou depois, em tempo do mundo.
                 * @example 2026-03-16T14:00:00.000Z
                 */
                since?: components["parameters"]["since"];
                /**
                 * @description Só o que começou antes deste instante, em tempo da organização.
                 * @example 2026-03-17T00:00:00.000Z
                 */
                until?: components["parameters"]["until"];
                /**
                 * @description Só as deste endpoint.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId?: components["schemas"]["WebhookEndpointIdentifier"];
                /**
                 * @description Só as deste evento.
                 * @example message.created
                 */
                event?: components["schemas"]["WebhookEventName"];
                /**
                 * @description Só as que estão neste ponto.
                 * @example FAILED
                 */
                status?: components["schemas"]["WebhookDeliveryStatus"];
                /**
                 * @description Só as cujo identificador, ou o do evento, começa assim.
                 * @example dlv_5Yp1
                 */
                search?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de entregas. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalDeliveryListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da entrega.
                 * @example dlv_5Yp1nL8rF3wTqB0z
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A entrega. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalDeliveryResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da conversa.
                 * @example cnv_3Rt8wZ6yP1nQfJ5c
                 */
                conversationId: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A conversa. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador da entrega.
                 * @example dlv_5Yp1nL8rF3wTqB0z
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A entrega como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalDeliveryResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelWaitingDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O que foi cancelado. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CanceledDeliveriesResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador da organização.
                 * @example org_5Pz1kT8mN3xRbW6d
                 */
                organizationId: components["parameters"]["organizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Como vão. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookHealthResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A caixa de entrada. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateInboxRequest"];
            };
        };
        responses: {
            /** @description A caixa de entrada como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInboxDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Página desejada, a partir de 1. Além do fim vem uma lista vazia, com 200.
                 * @example 1
                 */
                page?: components["parameters"]["page"];
                /**
                 * @description Itens por página, de 1 a 100.
                 * @example 20
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de chegadas. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxDeliveryListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteInboxDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do mundo; `demo` é o de demonstração.
                 * @example wld_6Hy3mR9pD2kZsX5t
                 */
                worldId: components["parameters"]["worldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O que foi apagado. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedInboxResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyWrongTokens"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    onMessageCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` e o HMAC-SHA256 dos bytes crus do corpo, em hexadecimal. A chave do HMAC é o segredo inteiro, com `whsec_`, em UTF-8. Sempre exatamente uma assinatura; durante uma troca, a do segredo anterior.
                 * @example sha256=3f1c9a0b7d2e5f48a6c1b3d9e07f5a284c6b8d1e3f7a9052b4c6d8e0f1a3b5c7
                 */
                "X-Atteny-Signature": components["parameters"]["X-Atteny-Signature"];
                /**
                 * @description A mesma assinatura feita com o segredo novo; só vem durante a sobreposição de uma troca.
                 * @example sha256=a8d2f4b6c0e1937582a4b6c8d0e2f4061728394a5b6c7d8e9f0a1b2c3d4e5f60
                 */
                "X-Atteny-Signature-Next"?: components["parameters"]["X-Atteny-Signature-Next"];
                /**
                 * @description Nome do evento, igual a `event` no corpo.
                 * @example message.created
                 */
                "X-Atteny-Event": components["parameters"]["X-Atteny-Event"];
                /**
                 * @description Identificador da entrega, o mesmo em todas as tentativas.
                 * @example dlv_5Yp1nL8rF3wTqB0z
                 */
                "X-Atteny-Delivery": components["parameters"]["X-Atteny-Delivery"];
                /**
                 * @description Identificador do evento (Standard Webhooks), o mesmo em todas as tentativas e reenvios.
                 * @example evt_8Gw2jN5pZ6kXrC1a
                 */
                "webhook-id": components["parameters"]["standard-webhook-id"];
                /**
                 * @description Quando esta tentativa foi enviada, em segundos Unix (Standard Webhooks). Recuse o que tiver mais de cinco minutos.
                 * @example 1773669862
                 */
                "webhook-timestamp": components["parameters"]["standard-webhook-timestamp"];
                /**
                 * @description Assinaturas Standard Webhooks separadas por espaço: `v1,` e o HMAC-SHA256 em base64 de `webhook-id.webhook-timestamp.corpo`. A chave são os 32 bytes que o base64 do segredo guarda. Durante uma troca vêm duas.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["standard-webhook-signature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description O evento. Confira a assinatura sobre os bytes recebidos antes de interpretar o JSON. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageCreatedEvent"];
            };
        };
        responses: {
            /** @description Este endereço não quer mais entregas; o endpoint é desativado na hora. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Recebido. Qualquer 2xx encerra a entrega; o corpo da resposta é só registrado. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const validationErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ValidationError"]["code"]> = ["validation_error"];
export const consoleUnauthorizedErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ConsoleUnauthorizedError"]["code"]> = ["unauthorized", "invalid_console_token", "session_expired"];
export const consoleForbiddenErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ConsoleForbiddenError"]["code"]> = ["insufficient_role", "cross_origin"];
export const rateLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RateLimitError"]["code"]> = ["rate_limit_exceeded"];
export const internalErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["InternalError"]["code"]> = ["internal_error"];
export const serviceUnavailableErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ServiceUnavailableError"]["code"]> = ["service_unavailable"];
export const slugTakenErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SlugTakenError"]["code"]> = ["slug_taken"];
export const payloadTooLargeErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PayloadTooLargeError"]["code"]> = ["payload_too_large"];
export const unsupportedMediaTypeErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["UnsupportedMediaTypeError"]["code"]> = ["unsupported_media_type"];
export const notFoundErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["NotFoundError"]["code"]> = ["not_found"];
export const scopeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Scope"]> = ["messages:send", "messages:read", "conversations:read", "contacts:read", "contacts:write", "webhooks:manage"];
export const apiKeyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApiKeyStatus"]> = ["ACTIVE", "EXPIRED", "REVOKED"];
export const keyLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["KeyLimitError"]["code"]> = ["key_limit_reached"];
export const worldSeedValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WorldSeed"]> = ["NONE", "DEMO"];
export const worldLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WorldLimitError"]["code"]> = ["world_limit_reached"];
export const worldProtectedErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WorldProtectedError"]["code"]> = ["world_protected"];
export const messageTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageType"]> = ["TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT"];
export const messageDirectionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageDirection"]> = ["INBOUND", "OUTBOUND"];
export const conversationStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ConversationStatus"]> = ["OPEN", "PENDING", "CLOSED"];
export const webhookAttemptErrorValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookAttemptError"]> = ["TIMEOUT", "DNS_FAILED", "ADDRESS_NOT_ALLOWED", "CONNECTION_FAILED", "TLS_FAILED", "INVALID_RESPONSE"];
export const webhookDisabledReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDisabledReason"]> = ["MANUAL", "GONE", "FAILURES"];
export const faultEffectValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FaultEffect"]> = ["STATUS", "DELAY", "CUT_BEFORE", "CUT_AFTER", "TRUNCATED", "EMPTY", "HTML", "DUPLICATE", "REORDER", "DROP", "TAMPERED", "WRONG_SECRET", "STALE", "UNKNOWN_EVENT"];
export const webhookEventNameValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookEventName"]> = ["message.created", "message.sent"];
export const webhookDeliveryStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDeliveryStatus"]> = ["PENDING", "SUCCEEDED", "FAILED"];
export const webhookDeliveryKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDeliveryKind"]> = ["EVENT", "TEST", "REDELIVERY"];
export const streamReloadReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StreamReload"]["reason"]> = ["RESET", "MISSED"];
export const streamLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StreamLimitError"]["code"]> = ["stream_limit_reached"];
export const faultTargetValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FaultTarget"]> = ["REQUEST", "DELIVERY"];
export const boundaryKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BoundaryKind"]> = ["CALLS_LEFT_THIS_MINUTE", "CALLS_LEFT_THIS_MONTH", "NEXT_FAILURE_DISABLES", "KEY_EXPIRES", "NO_WEBHOOKS"];
export const sessionKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SessionKind"]> = ["OPERATOR", "PORTAL"];
export const sessionRoleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SessionRole"]> = ["view", "manage", "operator"];
export const createPortalSessionRequestRoleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CreatePortalSessionRequest"]["role"]> = ["view", "manage"];
export const portalSessionRoleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PortalSession"]["role"]> = ["view", "manage"];
export const rollConflictErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RollConflictError"]["code"]> = ["key_not_active", "key_limit_reached"];
export const auditActorKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditActorKind"]> = ["TOKEN", "OPERATOR", "PORTAL", "KEY"];
export const inboxAnswerValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["InboxAnswer"]> = ["OK", "SERVER_ERROR", "GONE", "SLOW", "NEVER"];
export const methodNotAllowedErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MethodNotAllowedError"]["code"]> = ["method_not_allowed"];
export const misdirectedRequestErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MisdirectedRequestError"]["code"]> = ["misdirected_request"];
