import type { Handlers } from '../handler.ts';

export const identityHandlers: Handlers<'getMe'> = {
  async getMe({ organization: { id, name, slug, plan }, key }) {
    return {
      status: 200,
      body: {
        success: true,
        data: {
          organization: { id, name, slug },
          plan,
          apiKey: { name: key.name, prefix: key.prefix, scopes: [...key.scopes] },
        },
      },
    };
  },
};
