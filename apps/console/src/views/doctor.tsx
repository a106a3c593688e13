import { diagnose, type Diagnosis } from '@atteny/signature-doctor';
import { useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { TextArea, TextField } from '../parts/form.tsx';

/** Why a signature does not hold, found in this browser: the secret is kept nowhere. */
export function Doctor() {
  const { language, words } = useLanguage();
  const given = useHistoryState<{ body: string; headers: string } | null>();
  const [body, setBody] = useState(given?.body ?? '');
  const [headers, setHeaders] = useState(given?.headers ?? '');
  const [secret, setSecret] = useState('');
  const [computed, setComputed] = useState('');
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const run = async () => {
    const mine = computed.trim() === '' ? {} : { computed: computed.trim() };
    setDiagnosis(await diagnose({ body, headers: headersOf(headers), secret, ...mine }));
  };
  return (
    <>
      <h1>{words.doctor}</h1>
      <p className="lead">{words.doctorLead}</p>
      <TextArea label={words.doctorHeaders} rows={6} value={headers} set={setHeaders} />
      <TextArea label={words.doctorBody} rows={8} value={body} set={setBody} />
      <TextField
        label={words.doctorSecret}
        type="password"
        value={secret}
        set={setSecret}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        label={words.doctorComputed}
        hint={words.doctorComputedHint}
        value={computed}
        set={setComputed}
        autoComplete="off"
        spellCheck={false}
      />
      <div className="actions">
        <Button kind="main" disabled={!body || !headers || !secret} onClick={() => void run()}>
          {words.doctorRun}
        </Button>
      </div>
      <div aria-live="polite">
        {diagnosis && (
          <div className={diagnosis.holds ? 'notice good' : 'notice bad'}>
            <p>
              <b>{diagnosis.holds ? words.doctorHolds : words.doctorFails}</b>
            </p>
            <ul>
              {diagnosis.causes.map((cause) => (
                <li key={cause.id}>
                  <p>{cause.problem[language]}</p>
                  <p className="soft">{cause.remedy[language]}</p>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0
      ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
      : [];
  });
  return Object.fromEntries(pairs);
}
