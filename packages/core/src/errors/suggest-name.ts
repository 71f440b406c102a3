/**
 * The candidate that somebody who wrote `name` most likely meant: the same letters in another case, else few
 * slips away. Undefined when none is near.
 */
export function suggestName(name: string, candidates: readonly string[]): string | undefined {
  const plain = plainLetters(name);
  const [best] = candidates
    .map((candidate) => ({ candidate, slips: countSlips(plain, plainLetters(candidate)) }))
    .sort((left, right) => left.slips - right.slips);
  const tolerated = Math.min(3, Math.floor(plain.length / 3));
  return best !== undefined && best.slips <= tolerated ? best.candidate : undefined;
}

function plainLetters(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]/g, '')
    .slice(0, 80);
}

/** Letters added, left out, replaced or swapped with their neighbour. */
function countSlips(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        cell(last, column) + 1,
        cell(current, column - 1) + 1,
        cell(last, column - 1) + (same ? 0 : 1),
        swapped ? cell(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, to.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
