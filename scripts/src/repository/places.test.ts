import { describe, expect, test } from 'vitest';
import { keptFiles } from './files.ts';

/** Lines that match, as `file:line text`. */
function linesWith(pattern: RegExp, except: (file: string) => boolean = () => false): string[] {
  return [...keptFiles()].flatMap(([file, text]) =>
    except(file)
      ? []
      : text
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

describe('nothing that is kept depends on where it was made', () => {
  test('no path of a machine', () => {
    const folders = ['work', 'root', 'home/\\w+', 'Users/\\w+'].join('|');
    expect(linesWith(new RegExp(`(^|[\\s"'\`(=:])/(${folders})/`))).toEqual([]);
  });

  test('no host of a package registry', () => {
    const hosts = [
      'registry\\.npmjs\\.',
      'registry\\.yarnpkg\\.',
      'npm\\.pkg\\.github\\.',
      'artifactory',
      'verdaccio',
      'nexus',
    ];
    const inAddress = new RegExp(`https?://[^\\s/]*(${hosts.join('|')})`, 'i');
    expect(linesWith(inAddress)).toEqual([]);
    expect(linesWith(/^\s*(tarball:|resolution:.*tarball)/, (file) => file !== 'pnpm-lock.yaml')).toEqual([]);
  });
});
