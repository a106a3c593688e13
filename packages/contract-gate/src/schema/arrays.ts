import { below, type Gap, gap, type Proof } from './gap.ts';
import { isRefused, itemOf } from './members.ts';
import type { Schema } from './schema.ts';

/** Lists: what of `a` is not shown to be within `b`. */
export function arrayGaps(a: Schema, b: Schema, inclusion: Proof): Gap[] {
  const gaps: Gap[] = [];
  const longest = Math.min(a.maxItems, isRefused(a.items) ? a.prefix.length : Infinity);
  if (a.minItems < b.minItems) gaps.push(gap('minItems', a, b));
  if (longest > b.maxItems) gaps.push(gap('maxItems', a, b));
  if (b.uniqueItems && !a.uniqueItems && longest > 1) gaps.push(gap('uniqueItems', a, b));
  const length = Math.max(a.prefix.length, b.prefix.length);
  for (let index = 0; index < Math.min(length, longest); index++) {
    const [x, y] = [itemOf(a, index), itemOf(b, index)];
    if (y) gaps.push(...itemGaps(a, b, index, isRefused(x), isRefused(y), () => inclusion.gaps(x, y)));
  }
  if (longest > length && b.items) {
    gaps.push(
      ...itemGaps(a, b, length, isRefused(a.items), isRefused(b.items), () =>
        inclusion.gaps(a.items, b.items),
      ),
    );
  }
  for (const wanted of b.contains) {
    const shown =
      (wanted.minimum === 0 && wanted.maximum === Infinity) ||
      a.contains.some(
        (own) =>
          own.minimum >= wanted.minimum &&
          !inclusion.isOpen(own.sub, wanted.sub) &&
          (wanted.maximum === Infinity ||
            (own.maximum <= wanted.maximum && !inclusion.isOpen(wanted.sub, own.sub))),
      ) ||
      (wanted.maximum >= longest &&
        a.minItems >= wanted.minimum &&
        a.prefix.length === 0 &&
        !inclusion.isOpen(a.items, wanted.sub));
    if (!shown) gaps.push(gap('contains', a, b, {}, 'minContains', 'maxContains'));
  }
  return gaps;
}

function itemGaps(
  a: Schema,
  b: Schema,
  index: number,
  none: boolean,
  refused: boolean,
  inner: () => Gap[],
): Gap[] {
  if (none) return [];
  if (refused) return [{ ...gap('items', a, b, {}, 'prefixItems', 'unevaluatedItems'), path: [index] }];
  return below(index, inner());
}
