import type { Rule } from './rule.ts';

/** Who is behind a key: its organization, its plan, and the key itself but for its secret. */
export const identityRules = {
  getMe: {
    parameters: [],
    properties: [],
    answer: ({ organization, plan }, { key }) => ({
      status: 200,
      data: {
        organization,
        plan,
        apiKey: { name: key?.name, prefix: key?.prefix, scopes: key?.scopes },
      },
    }),
  },
} satisfies Record<string, Rule>;
