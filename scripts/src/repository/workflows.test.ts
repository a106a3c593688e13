import { spawnSync } from 'node:child_process';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { keptFiles } from './files.ts';

interface Step {
  uses?: string;
  run?: string;
  shell?: string;
}
interface Workflow {
  on: Record<string, Record<string, unknown> | null>;
  permissions?: Record<string, string>;
  jobs: Record<string, { 'timeout-minutes'?: number; permissions?: Record<string, string>; steps: Step[] }>;
}
interface Action {
  runs: { steps: Step[] };
}

const files = [...keptFiles()];
const workflows = files.filter(([name]) => /^\.github\/workflows\/.+\.ya?ml$/.test(name));
const actions = files.filter(([name]) => /^\.github\/actions\/.+\/action\.ya?ml$/.test(name));
const trace = new NoOperationTraceWriter();

/** What GitHub's own parser says against a workflow. */
async function complaints(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, trace);
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** Every step of a workflow or an action. */
function stepsOf(text: string): Step[] {
  const document = parse(text) as Partial<Workflow & Action>;
  return [
    ...Object.values(document.jobs ?? {}).flatMap(({ steps }) => steps),
    ...(document.runs?.steps ?? []),
  ];
}

describe.each(workflows)('%s', (name, content) => {
  const workflow = parse(content) as Workflow;

  test('is what GitHub takes for a workflow, expressions included', async () => {
    expect(await complaints(name, content)).toEqual([]);
  });

  test('has no right that a job does not name', () => {
    const rights = Object.entries(workflow.permissions ?? { missing: 'write' });
    expect(rights.filter(([, right]) => right !== 'read' && right !== 'none')).toEqual([]);
  });

  test('never runs code of a fork with the rights of this repository', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    if (!Object.hasOwn(workflow.on, 'pull_request')) return;
    const written = Object.values(workflow.jobs).flatMap(({ permissions }) =>
      Object.values(permissions ?? {}),
    );
    expect(written).not.toContain('write');
    expect(content).not.toContain('secrets.');
  });

  test('starts for every change, so that a required check cannot stay out', () => {
    const filters = Object.values(workflow.on).flatMap((event) => Object.keys(event ?? {}));
    expect(filters.filter((filter) => filter.startsWith('paths'))).toEqual([]);
  });

  test('ends by itself', () => {
    const endless = Object.entries(workflow.jobs).filter(([, job]) => job['timeout-minutes'] === undefined);
    expect(endless.map(([job]) => job)).toEqual([]);
  });
});

describe.each(actions)('%s', (name, content) => {
  test('is what GitHub takes for an action', () => {
    const { context } = parseAction({ name, content }, trace);
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });
});

describe.each([...workflows, ...actions])('the steps of %s', (_name, content) => {
  const steps = stepsOf(content);

  test('are of this repository or pinned by commit', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.filter((each) => !each.startsWith('./') && !/@[0-9a-f]{40}$/.test(each))).toEqual([]);
    const unnamed = content
      .split('\n')
      .filter((line) => /uses: [^.\s].*@/.test(line) && !/ # v\d+\.\d+\.\d+$/.test(line));
    expect(unnamed).toEqual([]);
  });

  test('put nothing from outside into a script, except by the environment', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('are scripts that bash reads', () => {
    for (const { run } of steps) {
      if (run === undefined) continue;
      const { stderr, status } = spawnSync('bash', ['--norc', '-n'], { input: run, encoding: 'utf8' });
      expect({ run, stderr, status }).toEqual({ run, stderr: '', status: 0 });
    }
  });
});

test('a workflow with an unknown key or a wrong expression is noticed', async () => {
  const content = [
    'on: push',
    'jobs:',
    '  one:',
    '    runs-on: ubuntu-latest',
    '    time-out: 5',
    '    steps:',
    '      - run: echo "${{ github.event. }}"',
  ].join('\n');
  const said = await complaints('broken.yml', content);
  expect(said[0]).toContain("(Line: 5, Col: 5): Unexpected value 'time-out'");
  expect(said[1]).toContain('(Line: 7, Col: 14): Unexpected symbol');
});
