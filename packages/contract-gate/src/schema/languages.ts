import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import {
  type CharacterClass,
  CharSet,
  DFA,
  JS,
  NFA,
  type NoParent,
  Transformers,
  transform,
  Words,
} from 'refa';

/** What the patterns and lengths of a schema of texts say together. */
export interface Texts {
  patterns: readonly string[];
  minLength: number;
  maxLength: number;
}

const longestCounted = 300;
const automata = new Map<string, DFA | undefined>();
const answers = new Map<string, string[] | undefined>();

/**
 * Texts of `a` that `b` does not take, the shortest first; an empty list is the proof that there are none.
 * Undefined where patterns are no regular expressions in the strict sense, or too large to compare.
 */
export function difference(a: Texts, b: Texts, count = 3): string[] | undefined {
  // Of a long length nothing is counted: a text that is too long for `b` would go unseen.
  if (b.minLength > longestCounted || (b.maxLength > longestCounted && b.maxLength < Infinity)) {
    return undefined;
  }
  return answered(['without', a, b, count], () => {
    const [left, right] = [automaton(a), automaton(b)];
    if (!left || !right) return undefined;
    const other = right.copy();
    other.complement();
    return words(DFA.fromIntersection(left, other), count);
  });
}

/** Some texts that `a` takes; undefined where its patterns are beyond an automaton. */
export function samples(a: Texts, count = 3): string[] | undefined {
  return answered(['of', a, count], () => {
    const dfa = automaton(a);
    return dfa && words(dfa, count);
  });
}

/** Whether no text fits both. False where that cannot be told. */
export function areDisjoint(a: Texts, b: Texts): boolean {
  const common = answered(['both', a, b], () => {
    const [left, right] = [automaton(a), automaton(b)];
    return left && right && take(DFA.fromIntersection(left, right), 1);
  });
  return common?.length === 0;
}

/** The same texts are asked about at many places of a document. */
function answered(question: unknown, answer: () => string[] | undefined): string[] | undefined {
  const id = JSON.stringify(question, (_, value: unknown) => (value === Infinity ? 'any' : value));
  if (!answers.has(id)) answers.set(id, guarded(answer));
  return answers.get(id);
}

function automaton({ patterns, minLength, maxLength }: Texts): DFA | undefined {
  const lengths =
    minLength > 0 || maxLength < Infinity
      ? [`^[^]{${Math.min(minLength, longestCounted)},${maxLength <= longestCounted ? maxLength : ''}}$`]
      : [];
  if (minLength > maxLength) return undefined;
  const id = JSON.stringify([...patterns, ...lengths]);
  if (!automata.has(id)) {
    automata.set(
      id,
      guarded(() => intersection([...patterns, ...lengths])),
    );
  }
  return automata.get(id);
}

function intersection(patterns: string[]): DFA | undefined {
  const [first = '', ...others] = patterns;
  let all = single(first);
  for (const pattern of others) {
    all = DFA.fromIntersection(all, single(pattern));
    all.minimize();
  }
  return all;
}

/** `^` and `$` become characters of their own around the text: an automaton knows no assertions. */
const [start, end] = [0xe000, 0xe001];
const [startMark, endMark] = ['\\ue000', '\\ue001'];

function single(pattern: string): DFA {
  const text = build(`${startMark}[^]*${endMark}`);
  // A pattern of JSON Schema may match anywhere in the text.
  const dfa = DFA.fromIntersection(
    text,
    build(`(?:${startMark}[^]*)?(?:${withoutEdges(pattern)})(?:[^]*${endMark})?`),
  );
  dfa.minimize();
  return dfa;
}

function build(source: string): DFA {
  const parser = JS.Parser.fromLiteral({ source, flags: 'u' });
  const { expression, maxCharacter } = parser.parse({ maxNodes: 20_000 });
  const plain = transform(
    Transformers.applyAssertions(),
    transform({ onCharacterClass: withoutMarks }, expression),
  );
  return DFA.fromFA(NFA.fromRegex(plain, { maxCharacter }, { assertions: 'throw' }));
}

function withoutEdges(pattern: string): string {
  const edges: { at: number; mark: string }[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }), {
    onAssertionEnter: ({ kind, start: at }) => {
      if (kind === 'start') edges.push({ at, mark: startMark });
      if (kind === 'end') edges.push({ at, mark: endMark });
    },
  });
  return edges
    .toReversed()
    .reduce((text, { at, mark }) => `${text.slice(0, at)}${mark}${text.slice(at + 1)}`, pattern);
}

/** No dot and no class of the pattern means one of the marks. */
function withoutMarks(node: NoParent<CharacterClass>): void {
  const { characters } = node;
  const isMark = characters.size === 1 && (characters.has(start) || characters.has(end));
  if (!isMark) node.characters = characters.without({ min: start, max: end });
}

/** Words of plain letters and figures where the language has them: a reader has to see them. */
function words(dfa: DFA, count: number): string[] {
  const plain = automaton({ patterns: ['^[\\u0020-\\u007e]*$'], minLength: 0, maxLength: Infinity });
  const readable = plain && guarded(() => DFA.fromIntersection(dfa, plain));
  const found = [...(readable ? take(readable, count) : []), ...take(dfa, count)];
  return [...new Set(found)].slice(0, count);
}

/** The shortest words, one for each state that ends one: every state is visited once, however many words lead there. */
function take(dfa: DFA, count: number): string[] {
  const found: string[] = [];
  const ways = new Map<DFA.Node, readonly CharSet[]>([[dfa.initial, []]]);
  for (const [node, sets] of ways) {
    if (dfa.finals.has(node)) {
      found.push(Words.fromUnicodeToString((Words.pickMostReadableWord(sets) ?? []).slice(1, -1)));
    }
    if (found.length >= count) break;
    // None found so far is no proof that there are none.
    if (ways.size > 20_000 && found.length === 0) throw new RangeError('too many states');
    for (const [range, next] of node.out) {
      if (!ways.has(next)) ways.set(next, [...sets, CharSet.empty(dfa.maxCharacter).union([range])]);
    }
  }
  return found;
}

function guarded<T>(action: () => T | undefined): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
