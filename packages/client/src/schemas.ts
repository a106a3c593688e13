/** The shapes of the contract that an application names, and its codes. */
export type {
  Contact,
  Conversation,
  CreateContactRequest,
  CreateWebhookEndpointRequest,
  Identity,
  Message,
  PageMeta,
  SendMessageRequest,
  UpdateContactRequest,
  UpdateWebhookEndpointRequest,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from '@atteny/contract/public';
export type { ErrorCode, Scope } from '@atteny/contract';
export type { paths } from '@atteny/contract/public';
