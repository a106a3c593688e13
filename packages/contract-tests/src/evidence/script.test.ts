import { describe, expect, test } from 'vitest';
import type { Entry } from '../oracle/timeline.ts';
import { asked, at, born, contact, doing, key, wrote } from '../testing/known-world.ts';
import { curlOf } from './curl.ts';
import { scriptOf } from './script.ts';

const token = '"authorization: Bearer $ATTENY_CONSOLE_TOKEN"';
const birth = /^eval "\$\(curl .*\/worlds' \| jq -r '"WORLD=.* ATTENY_KEY=.* ORGANIZATION=.*"'\)"$/;
const me = (headers = { authorization: `Bearer ${key}` }): Entry => {
  const entry = asked('/me', 200, { success: true, data: {} });
  return {
    ...entry,
    exchange: { ...entry.exchange, request: { ...entry.exchange.request, headers } },
  };
};

describe('a sequence as lines for a shell', () => {
  test('what one reply gave is put into the next request', () => {
    const look = asked('/contacts/ctt_1', 200, { success: true, data: contact(1) });
    const lines = scriptOf([born, wrote(1), look]);
    expect(lines[0]).toMatch(birth);
    expect(lines.slice(1)).toEqual([
      `ID1=$(curl -sS -H ${token} -H 'content-type: application/json' --data-raw '{"phoneNumber":"+5511900000001","name":"N1","content":"Oi"}' "$ATTENY_CONSOLE/worlds/$WORLD/inbound-messages" | jq -r '.data.contact.id')`,
      `curl -sS -i -H "authorization: Bearer $ATTENY_KEY" "$ATTENY_TARGET/contacts/$ID1"`,
    ]);
  });

  test('a key that runs out is made anew, as long before its end as it was', () => {
    const own = 'sk_live_b';
    const expiresAt = new Date(Date.parse(at) + 60_000).toISOString();
    const made = doing(
      'createApiKey',
      { organizationId: 'org_1', name: 'A', expiresAt },
      { id: 'key_1', key: own },
    );
    const later = doing('advanceClock', { by: '2m' }, { attempts: [] });
    const lines = scriptOf([born, made, later, me({ authorization: `Bearer ${own}` })]);
    expect(lines[1]).toMatch(/^KEY1=\$\(.*"expiresAt":"'"\$\(jq -nr 'now \+ 60 \| floor \| todate'\)"'"/);
    expect(lines[1]).toContain('"$ATTENY_CONSOLE/organizations/$ORGANIZATION/keys"');
    expect(lines[2]).toContain('"$ATTENY_CONSOLE/worlds/$WORLD/clock/advance"');
    expect(lines[3]).toBe(`curl -sS -i -H "authorization: Bearer $KEY1" "$ATTENY_TARGET"'/me'`);
    expect(lines.join('\n')).not.toContain('sk_live');
  });

  test('the same several times is a loop', () => {
    expect(scriptOf([born, me(), me(), me(), me()]).slice(1)).toEqual([
      expect.stringMatching(/^for n in 1 2 3; do curl .*; done$/),
      expect.stringMatching(/^curl -sS -i /),
    ]);
  });

  test('the same with other bodies is one, and one number for all that counts', () => {
    const sent = (content: string, phoneNumber = '+5511900000009'): Entry =>
      doing('simulateInboundMessage', { phoneNumber, content }, {});
    const path = `"$ATTENY_CONSOLE/worlds/$WORLD/inbound-messages"`;
    const look = asked('/contacts', 200, { success: true, data: [] });
    const counted = [sent('Oi 7', '+5511900000017'), sent('Oi 8', '+5511900000018')];
    expect(scriptOf([born, ...counted, look])[1]).toBe(
      `for n in 7 8; do curl -sS -o /dev/null -H ${token} -H 'content-type: application/json' --data-raw '{"phoneNumber":"+'"$((n + 5511900000010))"'","content":"Oi '"$n"'"}' ${path}; done`,
    );
    expect(scriptOf([born, sent('Oi'), sent('Olá'), look])[1]).toMatch(
      /^for body in '\{.*"Oi"\}' '\{.*"Olá"\}'; do curl .* --data-raw "\$body" .*; done$/,
    );
    const other = doing('updateWorld', { name: 'B' }, {});
    expect(scriptOf([born, sent('a'), other, sent('b'), other, look]).slice(1)).toEqual([
      expect.stringMatching(
        /^for body in '\{.*"a"\}' '\{.*"b"\}'; do curl .*"\$body".*; curl .*-X PATCH.*; done$/,
      ),
      expect.stringMatching(/^curl -sS -i /),
    ]);
  });

  test('a key in Basic credentials is none that can be read', () => {
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    expect(scriptOf([born, me({ authorization })]).at(-1)).toBe(
      `curl -sS -i -u "$ATTENY_KEY:" "$ATTENY_TARGET"'/me'`,
    );
  });
});

describe('a request that is not usual', () => {
  const headers = { 'content-type': 'application/json' };
  const line = (body: string | Buffer | undefined, path = '/x', more = {}): string =>
    curlOf({ method: 'POST', path, headers: { ...headers, ...more }, body });

  test('a body that no argument holds is piped', () => {
    expect(line(`{"a":"${'b'.repeat(102_400)}"}`)).toBe(
      `{ printf %s '{"a":"'; head -c 102400 /dev/zero | tr '\\0' 'b'; printf %s '"}'; } | curl -sS -i -H 'content-type: application/json' -H 'expect:' --data-binary @- "$ATTENY_TARGET"'/x'`,
    );
    expect(line(`{}${' '.repeat(102_400)}`)).toContain(
      `printf %s '{}'; head -c 102400 /dev/zero | tr '\\0' ' ';`,
    );
  });

  test('bytes that are no text are written as such', () => {
    expect(line(Buffer.from([0x22, 0xff, 0x27]))).toContain(`printf '"\\377\\047' | curl`);
  });

  test('brackets and dots of an address are left alone, an empty header is sent', () => {
    expect(line(undefined, '/a/../b?x[]=1', { authorization: '' })).toBe(
      `curl -sS -i -g --path-as-is -X POST -H 'content-type: application/json' -H 'authorization;' "$ATTENY_TARGET"'/a/../b?x[]=1'`,
    );
  });
});
