import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Change } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from './controls.tsx';

/** Says in words what went wrong, with the request's id, and offers to try again. */
export function ProblemNotice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const words = useWords();
  const sentence =
    words.refusal(problem.code) ||
    problem.message ||
    (problem.status === 0 ? words.serverGone : words.serverOdd(problem.status));
  return (
    <div className="notice bad" role="alert">
      <p>{sentence}</p>
      {problem.details.length > 0 && (
        <ul>
          {problem.details.map(({ path, message }) => (
            <li key={path + message} className="break">
              <code>{path}</code> <span lang="pt-BR">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {problem.requestId && (
        <p className="soft">
          {words.requestId} <code>{problem.requestId}</code>
        </p>
      )}
      {problem.code === 'session_expired' || problem.status === 401 ? (
        <a className="button" href="/console/sign-in">
          {words.signInAgain}
        </a>
      ) : (
        retry && <Button onClick={retry}>{words.tryAgain}</Button>
      )}
    </div>
  );
}

/** What was read, or its place while it comes, or why it does not; what was read before stays under a problem. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T, Problem>;
  children: (data: T) => ReactNode;
}) {
  return (
    <>
      {query.error && <ProblemNotice problem={query.error} retry={() => void query.refetch()} />}
      {query.data === undefined ? !query.error && <Skeleton /> : children(query.data)}
    </>
  );
}

export function ChangeProblem({ change }: { change: Change }) {
  return change.error && <ProblemNotice problem={change.error} />;
}

function Skeleton() {
  const words = useWords();
  return (
    <div className="skeleton" role="status" aria-label={words.loading}>
      <span />
      <span />
      <span />
    </div>
  );
}

/** Nothing here yet, and what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
