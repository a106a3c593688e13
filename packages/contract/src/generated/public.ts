// Generated from spec/ by `pnpm generate`. Do not edit.
export interface paths {
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver a identidade da chave
         * @description Devolve a organização, o plano e a própria chave. Serve a qualquer chave válida, sem escopo: é a maneira mais curta
         *     de saber se a chave funciona e o que ela pode fazer.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar contatos
         * @description Lista os contatos da organização, do mais novo ao mais antigo. Com `search`, só os que combinam com o texto.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Criar um contato
         * @description Cria um contato a partir do telefone. Se outro contato da organização já tem o número, a resposta é 409 `contact_exists`
         *     e nada muda.
         *
         *     Com `Idempotency-Key`, repetir a requisição é seguro.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver um contato
         * @description Devolve um contato pelo identificador. Um contato de outra organização dá o mesmo 404 que um que não existe.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Alterar um contato
         * @description Muda o nome, o telefone ou ambos. O que não for enviado fica como está.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar conversas
         * @description Lista as conversas da organização, primeiro as de mensagem mais recente. Cada item traz o contato e a última mensagem.
         *     Cada contato tem no máximo uma conversa, aberta pela primeira mensagem que ele envia.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as mensagens de uma conversa
         * @description Lista as mensagens da conversa, da mais nova à mais antiga. Uma conversa de outra organização dá o mesmo 404 que uma que
         *     não existe.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Enviar uma mensagem
         * @description Envia uma mensagem ao contato da conversa. `type` ausente quer dizer `TEXT`; os outros tipos precisam de um arquivo em
         *     `mediaUrl`. Uma conversa encerrada volta a ficar aberta.
         *
         *     Com `Idempotency-Key`, repetir a requisição é seguro.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar endpoints de webhook
         * @description Lista os endpoints da organização, do mais novo ao mais antigo. O segredo nunca aparece aqui.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Criar um endpoint de webhook
         * @description Cadastra um endereço que recebe eventos. A resposta traz o segredo que assina as entregas, e só ela: guarde-o agora.
         *     Uma organização pode ter até 20 endpoints.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ver um endpoint de webhook
         * @description Devolve um endpoint pelo identificador, com a situação e, se estiver desativado, o motivo.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Apagar um endpoint de webhook
         * @description Apaga o endpoint e suas entregas. O que ainda não foi entregue deixa de ser tentado.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Alterar um endpoint de webhook
         * @description Muda endereço, eventos, anotação ou situação. Ativar de novo um endpoint zera a contagem de falhas.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Testar um endpoint de webhook
         * @description Envia já um evento de amostra, assinado como os de verdade, e responde com a única tentativa feita. Não conta como falha,
         *     não é repetido e funciona também num endpoint desativado. A resposta é 200 mesmo quando o seu receptor falhou: veja
         *     `status` e `attempts`.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trocar o segredo de um endpoint
         * @description Gera um segredo novo e o devolve, só desta vez. Durante a sobreposição (`overlapHours`) o segredo anterior continua em
         *     `X-Atteny-Signature`, o novo assina em `X-Atteny-Signature-Next`, e `webhook-signature` traz as duas assinaturas.
         *     Depois dela, só o novo assina. Trocar de novo durante a sobreposição descarta o segredo do meio e mantém o prazo mais curto.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listar as entregas de um endpoint
         * @description Lista as entregas do endpoint, da mais nova à mais antiga, cada uma com todas as tentativas: quando, quanto durou, que
         *     status veio e o começo da resposta.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reenviar uma entrega
         * @description Cria uma entrega nova do mesmo evento, com novas tentativas. O corpo e `webhook-id` são os mesmos; `X-Atteny-Delivery` é outro.
         */
        post: operations["redeliverWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}/redeliver-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reenviar o que falhou
         * @description Cria uma entrega nova para cada evento cuja entrega falhou desde o instante dado e que não chegou por outra entrega depois.
         *     Útil depois de consertar o receptor.
         */
        post: operations["redeliverFailedWebhookDeliveries"];
        delete?: never;
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
    onMessageSent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A organização escreveu
         * @description Chega quando a sua organização envia uma mensagem, pela API ou por qualquer outro caminho.
         *     Responda 2xx em até 15 segundos e faça o trabalho demorado depois.
         */
        post: operations["onMessageSent"];
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
        /** @description A organização à qual a chave pertence. */
        Organization: {
            /** @description Identificador da organização. */
            id: components["schemas"]["OrganizationIdentifier"];
            /** @description Nome da organização, como aparece no painel. */
            name: components["schemas"]["OrganizationName"];
            /** @description Nome curto, em minúsculas, para uso em endereços. */
            slug: components["schemas"]["OrganizationSlug"];
        };
        /**
         * @description Nome comercial de um plano, com 1 a 60 caracteres e ao menos um que não seja espaço. Caracteres de controle são recusados.
         * @example Business
         */
        PlanName: string;
        /** @description O plano contratado, no que diz respeito à API. */
        Plan: {
            /** @description Nome comercial do plano. */
            name: components["schemas"]["PlanName"];
            /**
             * @description Diz se o plano inclui a API. Sem ela, toda operação responde 403 `API_FEATURE_DISABLED`.
             * @example true
             */
            hasAPI: boolean;
            /**
             * @description Diz se o plano inclui webhooks de saída. Sem eles, `/webhooks…` responde 403 `API_FEATURE_DISABLED` e nada é entregue.
             * @example true
             */
            hasWebhooks: boolean;
        };
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
        /** @description A chave que fez a requisição. O segredo nunca é devolvido. */
        ApiKey: {
            /** @description Nome que a equipe deu à chave. */
            name: components["schemas"]["ApiKeyName"];
            /** @description Começo da chave, o bastante para reconhecê-la. */
            prefix: components["schemas"]["ApiKeyPrefix"];
            /**
             * @description Escopos concedidos à chave.
             * @example [
             *       "contacts:read",
             *       "messages:send"
             *     ]
             */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description Quem está por trás da chave usada. */
        Identity: {
            /** @description A organização dona da chave. */
            organization: components["schemas"]["Organization"];
            /** @description O plano em vigor. */
            plan: components["schemas"]["Plan"];
            /** @description A própria chave, sem o segredo. */
            apiKey: components["schemas"]["ApiKey"];
        };
        /** @description Resposta de sucesso. A identidade da chave. */
        IdentityResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A identidade da chave. */
            data: components["schemas"]["Identity"];
        };
        /**
         * @description Frase em português, para pessoas. Pode mudar; decida sempre por `code`.
         * @example Informe sua chave no cabeçalho Authorization.
         */
        ErrorSentence: string;
        /** @description Corpo de um 401: falta a chave, ou ela não vale. */
        UnauthorizedError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "unauthorized" | "invalid_api_key";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 402: a cota do mês acabou. */
        QuotaExceededError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "quota_exceeded";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Corpo de um 403 de operações sem escopo próprio: o plano não inclui a API. */
        FeatureDisabledError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "API_FEATURE_DISABLED";
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
        /**
         * @description Identificador opaco de um contato. Guarde-o como texto e não tire conclusões do seu formato.
         * @example ctt_7Hq2mX4vT9sLbK1d
         */
        ContactIdentifier: string;
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
         * Format: date-time
         * @description Instante em UTC, no formato RFC 3339, sempre com milissegundos e terminado em `Z`.
         * @example 2026-03-16T14:05:09.000Z
         */
        Timestamp: string;
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
        /** @description Resposta de sucesso. Os contatos desta página, do mais novo ao mais antigo. */
        ContactListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Os contatos desta página, do mais novo ao mais antigo. */
            data: components["schemas"]["Contact"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
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
        /** @description Corpo de um 403: o plano não inclui o recurso, ou a chave não tem o escopo. */
        ForbiddenError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "API_FEATURE_DISABLED" | "insufficient_scope";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Chave que você escolhe para uma intenção; um UUID serve bem. */
        IdempotencyKey: string;
        /** @description O contato a criar. Propriedades desconhecidas são recusadas, para que um erro de digitação não passe em silêncio. */
        CreateContactRequest: {
            /** @description Telefone em E.164; não pode pertencer a outro contato da organização. */
            phoneNumber: components["schemas"]["PhoneNumber"];
            /** @description Nome do contato; ausente equivale a `null`. */
            name?: components["schemas"]["ContactName"];
        };
        /** @description Resposta de sucesso. O contato. */
        ContactResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O contato. */
            data: components["schemas"]["Contact"];
        };
        /** @description Corpo de um 409 ao criar: o telefone já existe, ou a Idempotency-Key já serviu a outro corpo. */
        CreateContactConflictError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "contact_exists" | "idempotency_conflict";
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
        /** @description As mudanças a fazer. O que não for enviado fica como está; ao menos uma propriedade é necessária. */
        UpdateContactRequest: {
            /** @description Novo telefone em E.164; não pode pertencer a outro contato da organização. */
            phoneNumber?: components["schemas"]["PhoneNumber"];
            /** @description Novo nome; `null` apaga o nome. */
            name?: components["schemas"]["ContactName"];
        };
        /** @description Corpo de um 409: outro contato já tem o telefone. */
        ContactExistsError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "contact_exists";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /**
         * @description Situação da conversa: `OPEN` em atendimento, `PENDING` à espera da equipe, `CLOSED` encerrada. Qualquer mensagem reabre uma conversa encerrada.
         * @example OPEN
         * @enum {string}
         */
        ConversationStatus: "OPEN" | "PENDING" | "CLOSED";
        /**
         * @description Identificador opaco de uma conversa. Guarde-o como texto e não tire conclusões do seu formato.
         * @example cnv_3Rt8wZ6yP1nQfJ5c
         */
        ConversationIdentifier: string;
        /**
         * @description Identificador opaco de uma mensagem. Guarde-o como texto e não tire conclusões do seu formato.
         * @example msg_0Bk7xG4qE5vTzS1j
         */
        MessageIdentifier: string;
        /**
         * @description `INBOUND` veio do contato; `OUTBOUND` foi enviada pela organização.
         * @example OUTBOUND
         * @enum {string}
         */
        MessageDirection: "INBOUND" | "OUTBOUND";
        /**
         * @description O que a mensagem leva. Todo tipo diferente de `TEXT` tem um arquivo em `mediaUrl`.
         * @example TEXT
         * @enum {string}
         */
        MessageType: "TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT";
        /**
         * @description Texto da mensagem, ou a legenda quando há arquivo: de 1 a 4096 caracteres, ao menos um que não seja espaço. O caractere NUL é recusado.
         * @example Bom dia! Seu pedido já está no forno.
         */
        MessageContent: string;
        /**
         * Format: uri
         * @description Endereço https do arquivo, de onde ele é buscado.
         * @example https://midia.padariaestrela.com.br/cardapio.png
         */
        MediaUrl: string;
        /**
         * @description Tipo de mídia do arquivo, como `image/png`.
         * @example image/png
         */
        MediaType: string;
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
        /** @description Resposta de sucesso. As conversas desta página, primeiro as de mensagem mais recente. */
        ConversationListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As conversas desta página, primeiro as de mensagem mais recente. */
            data: components["schemas"]["Conversation"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description Resposta de sucesso. As mensagens desta página, da mais nova à mais antiga. */
        MessageListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As mensagens desta página, da mais nova à mais antiga. */
            data: components["schemas"]["Message"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description A mensagem a enviar. Propriedades desconhecidas são recusadas. */
        SendMessageRequest: {
            /** @description Texto da mensagem, ou a legenda do arquivo. */
            content: components["schemas"]["MessageContent"];
            /** @description O que a mensagem leva; `TEXT` quando ausente. */
            type?: components["schemas"]["MessageType"];
            /** @description Endereço https do arquivo; obrigatório quando `type` não é `TEXT`. */
            mediaUrl?: components["schemas"]["MediaUrl"];
            /** @description Tipo de mídia do arquivo. */
            mediaType?: components["schemas"]["MediaType"];
        };
        /** @description Resposta de sucesso. A mensagem aceita. */
        MessageResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A mensagem aceita. */
            data: components["schemas"]["Message"];
        };
        /** @description Corpo de um 409: a Idempotency-Key já serviu a outro corpo. */
        IdempotencyConflictError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "idempotency_conflict";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /**
         * @description Identificador opaco de um endpoint de webhook. Guarde-o como texto e não tire conclusões do seu formato.
         * @example whk_9Xc4bV7mK2sDhG6t
         */
        WebhookEndpointIdentifier: string;
        /**
         * Format: uri
         * @description Endereço https que recebe as entregas, sem usuário, senha ou fragmento. O nome precisa levar a endereços públicos; isso é conferido ao salvar e de novo a cada conexão. Só o sandbox aceita também http e a própria máquina.
         * @example https://loja.padariaestrela.example/webhooks/atteny
         */
        WebhookUrl: string;
        /**
         * @description Anotação livre para a equipe, com até 200 caracteres; `null` quando não há.
         * @example Pedidos da loja virtual
         */
        WebhookDescription: string | null;
        /**
         * @description Nome de um evento: `message.created` quando um contato escreve, `message.sent` quando a sua organização escreve.
         * @example message.created
         * @enum {string}
         */
        WebhookEventName: "message.created" | "message.sent";
        /**
         * @description Eventos assinados, ao menos um, sem repetição.
         * @example [
         *       "message.created"
         *     ]
         */
        WebhookEventNames: components["schemas"]["WebhookEventName"][];
        /**
         * @description `ENABLED` recebe entregas; `DISABLED` não recebe até ser ativado de novo.
         * @example ENABLED
         * @enum {string}
         */
        WebhookStatus: "ENABLED" | "DISABLED";
        /**
         * @description Por que o endpoint está desativado: `MANUAL` por pedido, `GONE` porque respondeu 410, `FAILURES` porque entregas seguidas demais esgotaram as tentativas.
         * @example FAILURES
         * @enum {string}
         */
        WebhookDisabledReason: "MANUAL" | "GONE" | "FAILURES";
        /** @description Um endereço seu que recebe eventos. */
        WebhookEndpoint: {
            /** @description Identificador do endpoint. */
            id: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Endereço que recebe as entregas. */
            url: components["schemas"]["WebhookUrl"];
            /** @description Anotação da equipe, ou `null`. */
            description: components["schemas"]["WebhookDescription"];
            /** @description Eventos que o endpoint recebe. */
            events: components["schemas"]["WebhookEventNames"];
            /** @description Se o endpoint recebe entregas. */
            status: components["schemas"]["WebhookStatus"];
            /** @description Por que está desativado, ou `null`. */
            disabledReason: components["schemas"]["WebhookDisabledReason"] | null;
            /** @description Desde quando está desativado, ou `null`. */
            disabledAt: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Entregas seguidas que esgotaram as tentativas, desde o último sucesso ou a última ativação.
             * @example 0
             */
            consecutiveFailures: number;
            /** @description Até quando o segredo anterior ainda assina, durante uma troca; `null` fora dela. */
            previousSecretExpiresAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando o endpoint foi criado. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando o endpoint mudou pela última vez. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. Os endpoints desta página, do mais novo ao mais antigo. */
        WebhookEndpointListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Os endpoints desta página, do mais novo ao mais antigo. */
            data: components["schemas"]["WebhookEndpoint"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description O endpoint a criar. Propriedades desconhecidas são recusadas. */
        CreateWebhookEndpointRequest: {
            /** @description Endereço que vai receber as entregas. */
            url: components["schemas"]["WebhookUrl"];
            /** @description Eventos que o endpoint vai receber. */
            events: components["schemas"]["WebhookEventNames"];
            /** @description Anotação da equipe; ausente equivale a `null`. */
            description?: components["schemas"]["WebhookDescription"];
        };
        /**
         * @description Segredo que assina as entregas, `whsec_` seguido de 32 bytes em base64. Guarde-o como guarda uma senha.
         * @example whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE=
         */
        WebhookSecretValue: string;
        /** @description Um endpoint recém-criado, com o segredo que não será mostrado de novo. */
        WebhookEndpointWithSecret: {
            /** @description Identificador do endpoint. */
            id: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Segredo que assina as entregas, mostrado só nesta resposta. */
            secret: components["schemas"]["WebhookSecretValue"];
            /** @description Endereço que recebe as entregas. */
            url: components["schemas"]["WebhookUrl"];
            /** @description Anotação da equipe, ou `null`. */
            description: components["schemas"]["WebhookDescription"];
            /** @description Eventos que o endpoint recebe. */
            events: components["schemas"]["WebhookEventNames"];
            /** @description Se o endpoint recebe entregas. */
            status: components["schemas"]["WebhookStatus"];
            /** @description Por que está desativado, ou `null`. */
            disabledReason: components["schemas"]["WebhookDisabledReason"] | null;
            /** @description Desde quando está desativado, ou `null`. */
            disabledAt: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Entregas seguidas que esgotaram as tentativas, desde o último sucesso ou a última ativação.
             * @example 0
             */
            consecutiveFailures: number;
            /** @description Até quando o segredo anterior ainda assina, durante uma troca; `null` fora dela. */
            previousSecretExpiresAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando o endpoint foi criado. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando o endpoint mudou pela última vez. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Resposta de sucesso. O endpoint, com o segredo, mostrado só desta vez. */
        WebhookEndpointCreatedResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O endpoint, com o segredo, mostrado só desta vez. */
            data: components["schemas"]["WebhookEndpointWithSecret"];
        };
        /** @description Corpo de um 409: a organização já tem todos os endpoints que pode ter. */
        WebhookLimitError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "webhook_limit_reached";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Resposta de sucesso. O endpoint. */
        WebhookEndpointResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O endpoint. */
            data: components["schemas"]["WebhookEndpoint"];
        };
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
        /** @description As mudanças a fazer. O que não for enviado fica como está; ao menos uma propriedade é necessária. */
        UpdateWebhookEndpointRequest: {
            /** @description Novo endereço. */
            url?: components["schemas"]["WebhookUrl"];
            /** @description Nova lista completa de eventos. */
            events?: components["schemas"]["WebhookEventNames"];
            /** @description Nova anotação; `null` apaga. */
            description?: components["schemas"]["WebhookDescription"];
            /** @description `DISABLED` suspende as entregas; `ENABLED` as retoma e zera a contagem de falhas. */
            status?: components["schemas"]["WebhookStatus"];
        };
        /** @description Qual evento de amostra enviar. */
        TestWebhookEndpointRequest: {
            /** @description Um dos eventos assinados pelo endpoint; ausente, o primeiro deles. */
            event?: components["schemas"]["WebhookEventName"];
        };
        /**
         * @description Identificador opaco de uma entrega. Guarde-o como texto e não tire conclusões do seu formato.
         * @example dlv_5Yp1nL8rF3wTqB0z
         */
        WebhookDeliveryIdentifier: string;
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
         * @description `PENDING` ainda tem tentativas pela frente, `SUCCEEDED` recebeu um 2xx, `FAILED` esgotou as tentativas ou perdeu o endpoint.
         * @example SUCCEEDED
         * @enum {string}
         */
        WebhookDeliveryStatus: "PENDING" | "SUCCEEDED" | "FAILED";
        /**
         * @description Por que a tentativa não teve resposta aproveitável: tempo esgotado, nome não resolvido, endereço não permitido, conexão recusada ou interrompida, TLS inválido, resposta que não é HTTP.
         * @example TIMEOUT
         * @enum {string}
         */
        WebhookAttemptError: "TIMEOUT" | "DNS_FAILED" | "ADDRESS_NOT_ALLOWED" | "CONNECTION_FAILED" | "TLS_FAILED" | "INVALID_RESPONSE";
        /**
         * @description Endereço para onde um receptor redireciona, completo, mas sem usuário, senha, consulta e fragmento, que podem levar segredos.
         * @example https://www.padariaestrela.example/webhooks/atteny/
         */
        RedirectLocation: string;
        /** @description Uma tentativa de entrega. */
        WebhookAttempt: {
            /**
             * Format: int32
             * @description Ordem da tentativa dentro da entrega, a partir de 1.
             * @example 1
             */
            number: number;
            /** @description Quando a tentativa começou. */
            startedAt: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Quanto durou, em milissegundos, do nome resolvido ao último byte lido.
             * @example 182
             */
            durationMs: number;
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
        };
        /** @description Um evento a caminho de um endpoint, com cada tentativa feita. */
        WebhookDelivery: {
            /** @description Identificador da entrega; vai em `X-Atteny-Delivery`, igual em todas as tentativas. */
            id: components["schemas"]["WebhookDeliveryIdentifier"];
            /** @description Endpoint de destino. */
            webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description Identificador do evento; vai em `webhook-id` e em `id` do corpo. Um reenvio mantém o mesmo evento. */
            eventId: components["schemas"]["EventIdentifier"];
            /** @description Nome do evento. */
            event: components["schemas"]["WebhookEventName"];
            /** @description De onde a entrega veio. */
            kind: components["schemas"]["WebhookDeliveryKind"];
            /** @description Em que ponto a entrega está. */
            status: components["schemas"]["WebhookDeliveryStatus"];
            /** @description As tentativas feitas até agora, na ordem. */
            attempts: components["schemas"]["WebhookAttempt"][];
            /** @description Quando será a próxima tentativa, ou `null` quando não haverá outra. */
            nextAttemptAt: components["schemas"]["Timestamp"] | null;
            /** @description Quando a entrega foi criada. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Quando deixou de ser `PENDING`, ou `null`. */
            completedAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description Resposta de sucesso. A entrega. */
        WebhookDeliveryResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description A entrega. */
            data: components["schemas"]["WebhookDelivery"];
        };
        /** @description Como fazer a troca do segredo. */
        RotateWebhookSecretRequest: {
            /**
             * Format: int32
             * @description Por quantas horas o segredo anterior ainda assina, 24 quando ausente; 0 troca na hora.
             * @example 24
             */
            overlapHours?: number;
        };
        /** @description O segredo novo de um endpoint. */
        WebhookSecret: {
            /** @description Identificador do endpoint. */
            id: components["schemas"]["WebhookEndpointIdentifier"];
            /** @description O segredo novo, mostrado só nesta resposta. */
            secret: components["schemas"]["WebhookSecretValue"];
            /** @description Até quando o segredo anterior ainda assina, ou `null` quando a troca foi na hora. */
            previousSecretExpiresAt: components["schemas"]["Timestamp"] | null;
        };
        /** @description Resposta de sucesso. O segredo novo, mostrado só desta vez. */
        WebhookSecretResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description O segredo novo, mostrado só desta vez. */
            data: components["schemas"]["WebhookSecret"];
        };
        /** @description Resposta de sucesso. As entregas desta página, da mais nova à mais antiga. */
        WebhookDeliveryListResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description As entregas desta página, da mais nova à mais antiga. */
            data: components["schemas"]["WebhookDelivery"][];
            /** @description Onde esta página está na lista. */
            meta: components["schemas"]["PageMeta"];
        };
        /** @description Corpo de um 409: o endpoint está desativado. */
        WebhookDisabledError: {
            /**
             * @description Sempre `false` num erro.
             * @constant
             */
            success: false;
            /**
             * @description O que houve, como código estável.
             * @enum {string}
             */
            code: "webhook_disabled";
            /** @description O que houve, como frase em português. */
            error: components["schemas"]["ErrorSentence"];
        };
        /** @description Que falhas reenviar. */
        RedeliverFailedRequest: {
            /** @description Reenvia as entregas que falharam deste instante em diante. */
            since: components["schemas"]["Timestamp"];
        };
        /** @description O resultado de um pedido de reenvio em lote. */
        RedeliveryBatch: {
            /**
             * Format: int32
             * @description Quantas entregas novas foram criadas; zero quando nada falhou desde então.
             * @example 12
             */
            redelivered: number;
        };
        /** @description Resposta de sucesso. Quantas entregas novas foram criadas. */
        RedeliveryBatchResponse: {
            /**
             * @description Sempre `true` num sucesso.
             * @constant
             */
            success: true;
            /** @description Quantas entregas novas foram criadas. */
            data: components["schemas"]["RedeliveryBatch"];
        };
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
        /** @description O que aconteceu, e com quem. */
        MessageEventData: {
            /** @description A mensagem. */
            message: components["schemas"]["Message"];
            /** @description A conversa, já com a mensagem contada. */
            conversation: components["schemas"]["ConversationSummary"];
            /** @description O contato da conversa. */
            contact: components["schemas"]["Contact"];
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
        /** @description A organização escreveu para um contato. */
        MessageSentEvent: {
            /** @description Identificador do evento, igual a `webhook-id`. Use-o para descartar repetições. */
            id: components["schemas"]["EventIdentifier"];
            /**
             * @description Nome do evento, igual a `X-Atteny-Event`.
             * @constant
             */
            event: "message.sent";
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
        /** @description Nenhuma operação atende a este caminho. É julgado antes da chave. */
        UnknownPath: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description O caminho existe, mas não com este método. É julgado antes da chave. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MethodNotAllowedError"];
            };
        };
        /** @description O nome em `Host` não é deste servidor. É julgado antes de tudo, e nada é lido da requisição. */
        MisdirectedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MisdirectedRequestError"];
            };
        };
        /** @description Falta a chave, ou a chave enviada não vale (desconhecida, revogada ou vencida). */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnauthorizedError"];
            };
        };
        /** @description A cota do mês acabou. Ela recomeça no instante de `X-Api-Quota-Reset`. */
        QuotaExceeded: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["QuotaExceededError"];
            };
        };
        /** @description A chave vale, mas o plano não inclui a API. */
        FeatureDisabled: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FeatureDisabledError"];
            };
        };
        /** @description A chave fez requisições demais nesta janela de um minuto. Espere `Retry-After` segundos. */
        RateLimitExceeded: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
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
        /** @description A requisição foge do contrato. `details`, quando vem, diz onde. */
        ValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description A chave vale, mas o plano não inclui o recurso ou falta o escopo. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ForbiddenError"];
            };
        };
        /** @description O telefone já é de outro contato, ou a `Idempotency-Key` já serviu a outro corpo. */
        CreateContactConflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CreateContactConflictError"];
            };
        };
        /** @description O corpo enviado passa de 100 KB (102.400 bytes). */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
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
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnsupportedMediaTypeError"];
            };
        };
        /** @description Não existe, ou pertence a outra organização; as duas situações dão a mesma resposta. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description O telefone já é de outro contato da organização. */
        ContactExists: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ContactExistsError"];
            };
        };
        /** @description A `Idempotency-Key` já serviu a outro corpo nas últimas 24 horas. */
        IdempotencyConflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["IdempotencyConflictError"];
            };
        };
        /** @description A organização já tem todos os endpoints que pode ter. */
        WebhookLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookLimitError"];
            };
        };
        /** @description O endpoint está desativado; ative-o antes de reenviar. */
        WebhookDisabled: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Vary: components["headers"]["Vary"];
                "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookDisabledError"];
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
         * @description Identificador do contato.
         * @example ctt_7Hq2mX4vT9sLbK1d
         */
        contactId: components["schemas"]["ContactIdentifier"];
        /**
         * @description Identificador da conversa.
         * @example cnv_3Rt8wZ6yP1nQfJ5c
         */
        conversationId: components["schemas"]["ConversationIdentifier"];
        /**
         * @description Identificador do endpoint de webhook.
         * @example whk_9Xc4bV7mK2sDhG6t
         */
        webhookId: components["schemas"]["WebhookEndpointIdentifier"];
        /**
         * @description Identificador da entrega.
         * @example dlv_5Yp1nL8rF3wTqB0z
         */
        deliveryId: components["schemas"]["WebhookDeliveryIdentifier"];
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
         * @description Requisições que a chave pode fazer por janela de um minuto.
         * @example 120
         */
        "X-RateLimit-Limit": number;
        /**
         * @description Requisições que ainda cabem nesta janela.
         * @example 118
         */
        "X-RateLimit-Remaining": number;
        /**
         * @description Quando a próxima janela começa, em segundos Unix; compare com o cabeçalho `Date` da mesma resposta.
         * @example 1773669960
         */
        "X-RateLimit-Reset": number;
        /**
         * @description Requisições que o plano inclui por mês, ou `unlimited` quando não há teto.
         * @example 50000
         */
        "X-Api-Quota-Limit": string;
        /**
         * @description Requisições já contadas neste mês, esta inclusive quando foi contada.
         * @example 1284
         */
        "X-Api-Quota-Used": number;
        /**
         * @description Requisições que ainda cabem neste mês, ou `unlimited` quando não há teto.
         * @example 48716
         */
        "X-Api-Quota-Remaining": string;
        /**
         * @description Quando a cota recomeça (primeiro instante do próximo mês, em UTC), em segundos Unix.
         * @example 1775001600
         */
        "X-Api-Quota-Reset": number;
        /**
         * @description Segundos a esperar antes de tentar de novo.
         * @example 27
         */
        "Retry-After": number;
        /**
         * @description `true` quando esta é a resposta guardada de uma requisição anterior com a mesma `Idempotency-Key`; ausente nas outras.
         * @example true
         */
        "Idempotency-Replayed": "true";
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
export type Organization = components['schemas']['Organization'];
export type PlanName = components['schemas']['PlanName'];
export type Plan = components['schemas']['Plan'];
export type ApiKeyName = components['schemas']['ApiKeyName'];
export type ApiKeyPrefix = components['schemas']['ApiKeyPrefix'];
export type Scope = components['schemas']['Scope'];
export type ApiKey = components['schemas']['ApiKey'];
export type Identity = components['schemas']['Identity'];
export type IdentityResponse = components['schemas']['IdentityResponse'];
export type ErrorSentence = components['schemas']['ErrorSentence'];
export type UnauthorizedError = components['schemas']['UnauthorizedError'];
export type QuotaExceededError = components['schemas']['QuotaExceededError'];
export type FeatureDisabledError = components['schemas']['FeatureDisabledError'];
export type RateLimitError = components['schemas']['RateLimitError'];
export type InternalError = components['schemas']['InternalError'];
export type ServiceUnavailableError = components['schemas']['ServiceUnavailableError'];
export type ContactIdentifier = components['schemas']['ContactIdentifier'];
export type PhoneNumber = components['schemas']['PhoneNumber'];
export type ContactName = components['schemas']['ContactName'];
export type Timestamp = components['schemas']['Timestamp'];
export type Contact = components['schemas']['Contact'];
export type PageMeta = components['schemas']['PageMeta'];
export type ContactListResponse = components['schemas']['ContactListResponse'];
export type ValidationDetail = components['schemas']['ValidationDetail'];
export type ValidationError = components['schemas']['ValidationError'];
export type ForbiddenError = components['schemas']['ForbiddenError'];
export type IdempotencyKey = components['schemas']['IdempotencyKey'];
export type CreateContactRequest = components['schemas']['CreateContactRequest'];
export type ContactResponse = components['schemas']['ContactResponse'];
export type CreateContactConflictError = components['schemas']['CreateContactConflictError'];
export type PayloadTooLargeError = components['schemas']['PayloadTooLargeError'];
export type UnsupportedMediaTypeError = components['schemas']['UnsupportedMediaTypeError'];
export type NotFoundError = components['schemas']['NotFoundError'];
export type UpdateContactRequest = components['schemas']['UpdateContactRequest'];
export type ContactExistsError = components['schemas']['ContactExistsError'];
export type ConversationStatus = components['schemas']['ConversationStatus'];
export type ConversationIdentifier = components['schemas']['ConversationIdentifier'];
export type MessageIdentifier = components['schemas']['MessageIdentifier'];
export type MessageDirection = components['schemas']['MessageDirection'];
export type MessageType = components['schemas']['MessageType'];
export type MessageContent = components['schemas']['MessageContent'];
export type MediaUrl = components['schemas']['MediaUrl'];
export type MediaType = components['schemas']['MediaType'];
export type Message = components['schemas']['Message'];
export type Conversation = components['schemas']['Conversation'];
export type ConversationListResponse = components['schemas']['ConversationListResponse'];
export type MessageListResponse = components['schemas']['MessageListResponse'];
export type SendMessageRequest = components['schemas']['SendMessageRequest'];
export type MessageResponse = components['schemas']['MessageResponse'];
export type IdempotencyConflictError = components['schemas']['IdempotencyConflictError'];
export type WebhookEndpointIdentifier = components['schemas']['WebhookEndpointIdentifier'];
export type WebhookUrl = components['schemas']['WebhookUrl'];
export type WebhookDescription = components['schemas']['WebhookDescription'];
export type WebhookEventName = components['schemas']['WebhookEventName'];
export type WebhookEventNames = components['schemas']['WebhookEventNames'];
export type WebhookStatus = components['schemas']['WebhookStatus'];
export type WebhookDisabledReason = components['schemas']['WebhookDisabledReason'];
export type WebhookEndpoint = components['schemas']['WebhookEndpoint'];
export type WebhookEndpointListResponse = components['schemas']['WebhookEndpointListResponse'];
export type CreateWebhookEndpointRequest = components['schemas']['CreateWebhookEndpointRequest'];
export type WebhookSecretValue = components['schemas']['WebhookSecretValue'];
export type WebhookEndpointWithSecret = components['schemas']['WebhookEndpointWithSecret'];
export type WebhookEndpointCreatedResponse = components['schemas']['WebhookEndpointCreatedResponse'];
export type WebhookLimitError = components['schemas']['WebhookLimitError'];
export type WebhookEndpointResponse = components['schemas']['WebhookEndpointResponse'];
export type Deleted = components['schemas']['Deleted'];
export type DeletedResponse = components['schemas']['DeletedResponse'];
export type UpdateWebhookEndpointRequest = components['schemas']['UpdateWebhookEndpointRequest'];
export type TestWebhookEndpointRequest = components['schemas']['TestWebhookEndpointRequest'];
export type WebhookDeliveryIdentifier = components['schemas']['WebhookDeliveryIdentifier'];
export type EventIdentifier = components['schemas']['EventIdentifier'];
export type WebhookDeliveryKind = components['schemas']['WebhookDeliveryKind'];
export type WebhookDeliveryStatus = components['schemas']['WebhookDeliveryStatus'];
export type WebhookAttemptError = components['schemas']['WebhookAttemptError'];
export type RedirectLocation = components['schemas']['RedirectLocation'];
export type WebhookAttempt = components['schemas']['WebhookAttempt'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookDeliveryResponse = components['schemas']['WebhookDeliveryResponse'];
export type RotateWebhookSecretRequest = components['schemas']['RotateWebhookSecretRequest'];
export type WebhookSecret = components['schemas']['WebhookSecret'];
export type WebhookSecretResponse = components['schemas']['WebhookSecretResponse'];
export type WebhookDeliveryListResponse = components['schemas']['WebhookDeliveryListResponse'];
export type WebhookDisabledError = components['schemas']['WebhookDisabledError'];
export type RedeliverFailedRequest = components['schemas']['RedeliverFailedRequest'];
export type RedeliveryBatch = components['schemas']['RedeliveryBatch'];
export type RedeliveryBatchResponse = components['schemas']['RedeliveryBatchResponse'];
export type ConversationSummary = components['schemas']['ConversationSummary'];
export type MessageEventData = components['schemas']['MessageEventData'];
export type MessageCreatedEvent = components['schemas']['MessageCreatedEvent'];
export type MessageSentEvent = components['schemas']['MessageSentEvent'];
export type MethodNotAllowedError = components['schemas']['MethodNotAllowedError'];
export type MisdirectedRequestError = components['schemas']['MisdirectedRequestError'];
export type ResponseUnknownPath = components['responses']['UnknownPath'];
export type ResponseMethodNotAllowed = components['responses']['MethodNotAllowed'];
export type ResponseMisdirectedRequest = components['responses']['MisdirectedRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseQuotaExceeded = components['responses']['QuotaExceeded'];
export type ResponseFeatureDisabled = components['responses']['FeatureDisabled'];
export type ResponseRateLimitExceeded = components['responses']['RateLimitExceeded'];
export type ResponseInternalFailure = components['responses']['InternalFailure'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseValidationFailed = components['responses']['ValidationFailed'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseCreateContactConflict = components['responses']['CreateContactConflict'];
export type ResponsePayloadTooLarge = components['responses']['PayloadTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseContactExists = components['responses']['ContactExists'];
export type ResponseIdempotencyConflict = components['responses']['IdempotencyConflict'];
export type ResponseWebhookLimitReached = components['responses']['WebhookLimitReached'];
export type ResponseWebhookDisabled = components['responses']['WebhookDisabled'];
export type ParameterPage = components['parameters']['page'];
export type ParameterLimit = components['parameters']['limit'];
export type ParameterContactId = components['parameters']['contactId'];
export type ParameterConversationId = components['parameters']['conversationId'];
export type ParameterWebhookId = components['parameters']['webhookId'];
export type ParameterDeliveryId = components['parameters']['deliveryId'];
export type ParameterXAttenySignature = components['parameters']['X-Atteny-Signature'];
export type ParameterXAttenySignatureNext = components['parameters']['X-Atteny-Signature-Next'];
export type ParameterXAttenyEvent = components['parameters']['X-Atteny-Event'];
export type ParameterXAttenyDelivery = components['parameters']['X-Atteny-Delivery'];
export type ParameterStandardWebhookId = components['parameters']['standard-webhook-id'];
export type ParameterStandardWebhookTimestamp = components['parameters']['standard-webhook-timestamp'];
export type ParameterStandardWebhookSignature = components['parameters']['standard-webhook-signature'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type HeaderAccessControlAllowOrigin = components['headers']['Access-Control-Allow-Origin'];
export type HeaderVary = components['headers']['Vary'];
export type HeaderXRateLimitLimit = components['headers']['X-RateLimit-Limit'];
export type HeaderXRateLimitRemaining = components['headers']['X-RateLimit-Remaining'];
export type HeaderXRateLimitReset = components['headers']['X-RateLimit-Reset'];
export type HeaderXApiQuotaLimit = components['headers']['X-Api-Quota-Limit'];
export type HeaderXApiQuotaUsed = components['headers']['X-Api-Quota-Used'];
export type HeaderXApiQuotaRemaining = components['headers']['X-Api-Quota-Remaining'];
export type HeaderXApiQuotaReset = components['headers']['X-Api-Quota-Reset'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderIdempotencyReplayed = components['headers']['Idempotency-Replayed'];
export type HeaderAllow = components['headers']['Allow'];
export type $defs = Record<string, never>;
export interface operations {
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A identidade da chave. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["FeatureDisabled"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listContacts: {
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
                 * @description Procura no nome e no telefone, sem distinguir maiúsculas nem acentos. Com 1 ou 2 caracteres, acha começos de palavra do nome e começos do número; com 3 ou mais, acha o trecho em qualquer ponto.
                 * @example joao
                 */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de contatos. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chave sua para este contato, única na organização e guardada por 24 horas. Repetir a requisição com a mesma chave e o mesmo corpo devolve a primeira resposta, sem fazer nem cobrar de novo; com outro corpo, ou já usada em outra operação, 409 `idempotency_conflict`. Um UUID serve bem.
                 * @example 0d5f7c1e-8a44-4f0e-9d0b-6f4f3f1b2a90
                 */
                "Idempotency-Key"?: components["schemas"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateContactRequest"];
            };
        };
        responses: {
            /** @description O contato criado. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["CreateContactConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do contato.
                 * @example ctt_7Hq2mX4vT9sLbK1d
                 */
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O contato. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do contato.
                 * @example ctt_7Hq2mX4vT9sLbK1d
                 */
                contactId: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateContactRequest"];
            };
        };
        responses: {
            /** @description O contato como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ContactExists"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listConversations: {
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
                 * @description Só as conversas nesta situação; ausente, todas.
                 * @example OPEN
                 */
                status?: components["schemas"]["ConversationStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de conversas. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listMessages: {
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
                 * @description Identificador da conversa.
                 * @example cnv_3Rt8wZ6yP1nQfJ5c
                 */
                conversationId: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uma página de mensagens. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chave sua para esta mensagem, única na organização e guardada por 24 horas. Repetir a requisição com a mesma chave e o mesmo corpo devolve a primeira resposta, sem fazer nem cobrar de novo; com outro corpo, ou já usada em outra operação, 409 `idempotency_conflict`. Um UUID serve bem.
                 * @example 7b0c2e94-51d3-4c8a-b6f7-2e9d1a3c5f48
                 */
                "Idempotency-Key"?: components["schemas"]["IdempotencyKey"];
            };
            path: {
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
                "application/json": components["schemas"]["SendMessageRequest"];
            };
        };
        responses: {
            /** @description A mensagem aceita. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookEndpoints: {
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
            /** @description Uma página de endpoints. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description O endpoint criado, com o segredo. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointCreatedResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WebhookLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /** @description O endpoint. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint a apagar.
                 * @example whk_3Rn8yD1vF6kZqA5c
                 */
                webhookId: components["schemas"]["WebhookEndpointIdentifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description O endpoint apagado. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description O endpoint como ficou. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description O teste, com sua única tentativa. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretRequest"];
            };
        };
        responses: {
            /** @description O segredo novo. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
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
                 * @description Só as entregas nesta situação; ausente, todas.
                 * @example FAILED
                 */
                status?: components["schemas"]["WebhookDeliveryStatus"];
            };
            header?: never;
            path: {
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
            /** @description Uma página de entregas. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryListResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
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
            /** @description A entrega nova, à espera da primeira tentativa. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookDisabled"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalFailure"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverFailedWebhookDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Identificador do endpoint de webhook.
                 * @example whk_9Xc4bV7mK2sDhG6t
                 */
                webhookId: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeliverFailedRequest"];
            };
        };
        responses: {
            /** @description Quantas entregas novas foram criadas. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    Vary: components["headers"]["Vary"];
                    "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                    "X-Api-Quota-Limit": components["headers"]["X-Api-Quota-Limit"];
                    "X-Api-Quota-Used": components["headers"]["X-Api-Quota-Used"];
                    "X-Api-Quota-Remaining": components["headers"]["X-Api-Quota-Remaining"];
                    "X-Api-Quota-Reset": components["headers"]["X-Api-Quota-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeliveryBatchResponse"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["QuotaExceeded"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["WebhookDisabled"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimitExceeded"];
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
    onMessageSent: {
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
                "application/json": components["schemas"]["MessageSentEvent"];
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
export const scopeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Scope"]> = ["messages:send", "messages:read", "conversations:read", "contacts:read", "contacts:write", "webhooks:manage"];
export const unauthorizedErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["UnauthorizedError"]["code"]> = ["unauthorized", "invalid_api_key"];
export const quotaExceededErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["QuotaExceededError"]["code"]> = ["quota_exceeded"];
export const featureDisabledErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FeatureDisabledError"]["code"]> = ["API_FEATURE_DISABLED"];
export const rateLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RateLimitError"]["code"]> = ["rate_limit_exceeded"];
export const internalErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["InternalError"]["code"]> = ["internal_error"];
export const serviceUnavailableErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ServiceUnavailableError"]["code"]> = ["service_unavailable"];
export const validationErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ValidationError"]["code"]> = ["validation_error"];
export const forbiddenErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ForbiddenError"]["code"]> = ["API_FEATURE_DISABLED", "insufficient_scope"];
export const createContactConflictErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CreateContactConflictError"]["code"]> = ["contact_exists", "idempotency_conflict"];
export const payloadTooLargeErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PayloadTooLargeError"]["code"]> = ["payload_too_large"];
export const unsupportedMediaTypeErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["UnsupportedMediaTypeError"]["code"]> = ["unsupported_media_type"];
export const notFoundErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["NotFoundError"]["code"]> = ["not_found"];
export const contactExistsErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ContactExistsError"]["code"]> = ["contact_exists"];
export const conversationStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ConversationStatus"]> = ["OPEN", "PENDING", "CLOSED"];
export const messageDirectionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageDirection"]> = ["INBOUND", "OUTBOUND"];
export const messageTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageType"]> = ["TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT"];
export const idempotencyConflictErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["IdempotencyConflictError"]["code"]> = ["idempotency_conflict"];
export const webhookEventNameValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookEventName"]> = ["message.created", "message.sent"];
export const webhookStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookStatus"]> = ["ENABLED", "DISABLED"];
export const webhookDisabledReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDisabledReason"]> = ["MANUAL", "GONE", "FAILURES"];
export const webhookLimitErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookLimitError"]["code"]> = ["webhook_limit_reached"];
export const webhookDeliveryKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDeliveryKind"]> = ["EVENT", "TEST", "REDELIVERY"];
export const webhookDeliveryStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDeliveryStatus"]> = ["PENDING", "SUCCEEDED", "FAILED"];
export const webhookAttemptErrorValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookAttemptError"]> = ["TIMEOUT", "DNS_FAILED", "ADDRESS_NOT_ALLOWED", "CONNECTION_FAILED", "TLS_FAILED", "INVALID_RESPONSE"];
export const webhookDisabledErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WebhookDisabledError"]["code"]> = ["webhook_disabled"];
export const methodNotAllowedErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MethodNotAllowedError"]["code"]> = ["method_not_allowed"];
export const misdirectedRequestErrorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MisdirectedRequestError"]["code"]> = ["misdirected_request"];
export const componentsHeadersIdempotencyReplayedValues: ReadonlyArray<FlattenedDeepRequired<components>["headers"]["Idempotency-Replayed"]> = ["true"];
