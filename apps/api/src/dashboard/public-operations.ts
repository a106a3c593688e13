import { basePath, consoleBasePath, type Operation, type OperationId } from '@atteny/contract';
import type { operations as publicOperations } from '@atteny/contract/public';
import type { Handlers, PublicInput, Recorded, Reply } from '../operation-handler.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Emit } from '../events/event.ts';
import { Refusal } from '../failures.ts';
import type { Accessed, Validated } from '../http/pipeline.ts';
import { inputOf } from '../http/perform.ts';
import { mayDo, type Organization, reaches } from '../organizations/identity.ts';
import { organizationScope } from '../organizations/scope.ts';
import { organizationStore, planOf } from '../organizations/store.ts';

/** Where the dashboard finds the public operations of one organization. */
export const behalfPath = `${consoleBasePath}/organizations/{organizationId}${basePath}`;

/** A request of the dashboard on behalf of an organization. */
export interface Acting<Op extends Operation = Operation> extends Accessed<Op> {
  readonly caller: { readonly organization: Organization };
}

/** Finds the organization, 404, and judges the role, 403: reading takes `view`, everything else `manage`. */
export function actingFor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
  return async <Op extends Operation>(accessed: Accessed<Op>): Promise<Acting<Op>> => {
    const { access, operation } = accessed;
    const { organizationId = '', ...params } = accessed.params;
    const row = reaches(access, organizationId)
      ? await organizationStore(database.kysely, clock).get(organizationId)
      : undefined;
    if (row === undefined) throw new Refusal('notFound');
    if (!mayDo(access, [operation.method === 'get' ? 'view' : 'manage'])) {
      throw new Refusal('insufficientRole');
    }
    const organization: Organization = {
      id: row.id,
      name: row.name,
      slug: row.slug,
      plan: planOf(row),
      monthlyQuota: row.monthly_quota,
      scope: organizationScope(database, row.id, () => clock.now() + Number(row.clock_offset_ms)),
    };
    return { ...accessed, params, caller: { organization } };
  };
}

/** The operation's handler, as for a key, but neither limited nor charged. */
export function performanceOnBehalf(handlers: Omit<Handlers, 'getMe'>, emit: Emit) {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to its input
  return async <Id extends Exclude<OperationId, 'getMe'>>(
    id: Id,
    validated: Validated<Acting>,
    recorded: Recorded,
  ): Promise<Reply> => {
    const input: Omit<PublicInput<Id>, 'key'> = {
      ...inputOf<publicOperations[Id]>(validated),
      emit,
      recorded,
      organization: validated.caller.organization,
    };
    // None of them but `getMe` looks at the key.
    return handlers[id](input as PublicInput<Id>);
  };
}
