import { afterAll, describe, expect, test } from 'vitest';
import { hasJq, openBench } from './bench.ts';
import { differences, shownBy } from './shows.ts';

/**
 * Of a good part of all planted faults, always the same: the lines under the first finding are few, show the fault on the
 * faulty server, and the right reply on a sound one.
 */
const [every, first] = [6, 2];

/** The longest that a sequence may be, and the usual one. */
const [mostLines, usualLines] = [15, 6];

/** What has no lines that show it, or is left out here, and why. */
const without: Readonly<Record<string, string>> = {
  'the last attempt is not made': 'the suite and its lines wait half a minute each for what never comes',
  'events arrive that were not subscribed': 'they come where another endpoint gets them, and nothing says so',
  'a byte order mark before the body':
    'nothing can be judged where no reply can be read, and the run says so',
};

const [faulty, sound] = [await openBench(), await openBench()];
const part = faulty.faults.filter(({ name }, index) => index % every === first && !without[name]);
const lengths: number[] = [];

afterAll(async () => {
  await Promise.all([faulty.close(), sound.close()]);
});

describe.skipIf(!hasJq && !process.env['CI'])('the lines under the first finding', () => {
  test.each(part)('show that $name, and on a sound server what is right', async ({ name, check }) => {
    await faulty.switchTo(name);
    const [finding] = await faulty.found(check);
    expect(finding).toBeDefined();
    const { curl = [], message = '', request = '' } = finding ?? {};
    const shown = await Promise.all([faulty.shown(curl), sound.shown(curl), sound.shown(curl)]);
    const [wrong, right, again] = shown;
    await faulty.switchTo(null);
    lengths.push(curl.length);
    expect({ curl, isShort: curl.length <= mostLines }).toMatchObject({ isShort: true });
    const places = differences(wrong, [right, again]);
    const isShown = places.length > 0;
    expect({ message, request, curl, wrong, right, isShown }).toMatchObject({ isShown: true });
    // On both it is answered as the finding says that it was, and should have been.
    const [, was, instead] = /status (\d+) instead of (\d+)/.exec(message) ?? [];
    const said = /^(?:CONSOLE|DELIVERY) /.test(request) ? undefined : / → (\d+)$/.exec(request)?.[1];
    const statuses = { wrong: String(shownBy(wrong).status), right: String(shownBy(right).status) };
    const isReply = statuses.wrong !== 'undefined';
    expect({ curl, ...statuses }).toMatchObject({
      wrong: (isReply ? (was ?? said) : undefined) ?? statuses.wrong,
      right: (isReply ? instead : undefined) ?? statuses.right,
    });
  });

  test('are few as a rule', () => {
    const middle = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)];
    expect(middle).toBeLessThanOrEqual(usualLines);
    expect(lengths.length).toBeGreaterThan(25);
  });
});
