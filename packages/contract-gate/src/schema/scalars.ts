import { formatWithin, hasFormat, isDescriptive } from './formats.ts';
import { type Gap, gap } from './gap.ts';
import { difference } from './languages.ts';
import { type Schema, takesType } from './schema.ts';
import { isMultiple } from './valid.ts';

const numberFormats = new Set(['int32', 'int64']);

/** Types, numbers and texts: what of `a` is not shown to be within `b`. */
export function scalarGaps(a: Schema, b: Schema): Gap[] {
  const gaps: Gap[] = [];
  const wholeOnly = !a.types.has('number') || a.multipleOf.some((step) => Number.isInteger(step));
  const lost = [...a.types].filter(
    (type) => !takesType(b.types, type) && !(type === 'number' && wholeOnly && b.types.has('integer')),
  );
  if (lost.length > 0) gaps.push(gap('type', a, b, {}, 'nullable'));
  if (takesType(a.types, 'integer') && takesType(b.types, 'integer')) {
    gaps.push(...numberGaps(a, b, wholeOnly));
  }
  if (a.types.has('string') && b.types.has('string')) gaps.push(...textGaps(a, b));
  return gaps;
}

/** The least and the greatest number that a schema takes, whole ones counted inclusively. */
export function rangeOf(
  schema: Schema,
  whole: boolean,
): { low: number; high: number; openLow: boolean; openHigh: boolean } {
  let [low, high] = [schema.minimum?.value ?? -Infinity, schema.maximum?.value ?? Infinity];
  let [openLow, openHigh] = [schema.minimum?.exclusive ?? false, schema.maximum?.exclusive ?? false];
  if (whole && low > -Infinity) [low, openLow] = [openLow ? Math.floor(low) + 1 : Math.ceil(low), false];
  if (whole && high < Infinity) [high, openHigh] = [openHigh ? Math.ceil(high) - 1 : Math.floor(high), false];
  for (const [format, edge] of [
    ['int32', 2 ** 31],
    ['int64', 2 ** 63],
  ] as const) {
    if (!schema.formats.includes(format)) continue;
    if (low < -edge) [low, openLow] = [-edge, false];
    if (high > edge - 1) [high, openHigh] = [edge - 1, false];
  }
  return { low, high, openLow, openHigh };
}

function numberGaps(a: Schema, b: Schema, whole: boolean): Gap[] {
  const gaps: Gap[] = [];
  const [has, may] = [rangeOf(a, whole), rangeOf({ ...b, formats: [] }, whole)];
  if (has.low < may.low || (has.low === may.low && may.openLow && !has.openLow)) {
    gaps.push(gap('minimum', a, b, {}, 'exclusiveMinimum'));
  }
  if (has.high > may.high || (has.high === may.high && may.openHigh && !has.openHigh)) {
    gaps.push(gap('maximum', a, b, {}, 'exclusiveMaximum'));
  }
  const shown = (step: number): boolean =>
    a.multipleOf.some((own) => isMultiple(own, step)) || (whole && isMultiple(1, step));
  if (!b.multipleOf.every(shown)) gaps.push(gap('multipleOf', a, b));
  for (const format of b.formats.filter((each) => numberFormats.has(each))) {
    const inside = hasFormat(format, has.low) && hasFormat(format, has.high) && whole;
    if (!inside && !a.formats.some((own) => formatWithin(own, format))) gaps.push(gap('format', a, b));
  }
  return gaps;
}

function textGaps(a: Schema, b: Schema): Gap[] {
  const gaps: Gap[] = [];
  const texts = { patterns: a.patterns, minLength: a.minLength, maxLength: a.maxLength };
  const beyond = (minLength: number, maxLength: number, patterns: string[]): string[] | undefined =>
    difference(texts, { patterns, minLength, maxLength });
  if (a.minLength < b.minLength) {
    const values = beyond(b.minLength, Infinity, []);
    if (values?.length !== 0) gaps.push(gap('minLength', a, b, { values: values ?? [] }));
  }
  if (a.maxLength > b.maxLength) {
    const values = beyond(0, b.maxLength, []);
    if (values?.length !== 0) gaps.push(gap('maxLength', a, b, { values: values ?? [] }));
  }
  for (const pattern of b.patterns.filter((each) => !a.patterns.includes(each))) {
    const values = beyond(0, Infinity, [pattern]);
    if (values?.length !== 0) gaps.push(gap('pattern', a, b, { values: values ?? [] }));
  }
  for (const format of b.formats.filter((each) => !numberFormats.has(each) && !isDescriptive(each))) {
    if (!a.formats.some((own) => formatWithin(own, format))) gaps.push(gap('format', a, b));
  }
  return gaps;
}
