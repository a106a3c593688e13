/** Mutants that nobody notices, by name (`*` stands for anything), each with the reason why nobody can or need. */
export const survivors: readonly { mutants: string; reason: string }[] = [
  {
    mutants: '* 400 /details/*/message *',
    reason:
      'a detail is told in prose, which may be worded anew; that it says something, and of which place, is held',
  },
  {
    mutants: '* 401 header x-request-id in capitals',
    reason:
      'a request without a valid key is of no organization: no journal has it, and any id of its own is as good',
  },
  {
    mutants: '* 429 header retry-after one *',
    reason: 'the one refusal of an operation fell on the edge of a second: both numbers are right then',
  },
  {
    mutants: '* 429 header retry-after the value of before',
    reason: 'the refusal before was a second earlier, and this one fell on the edge of that second',
  },
  {
    mutants: '* 415 /error the value of before',
    reason:
      'two sentences are right for a 415, of the media type and of the encoding, and the sentence is free',
  },
  {
    mutants: '* 400 /details in reverse',
    reason: 'the contract gives the details of a refusal no order',
  },
  {
    mutants: '* 400 /details/*/path that of another item',
    reason:
      'each place that is told has to be wrong; that every wrong one is told is no promise, and another item’s is wrong as well',
  },
  {
    mutants: '* 400 /details its first twice',
    reason: 'a place that two keywords refuse is told twice by a sound server',
  },
  {
    mutants: 'redeliverWebhookDelivery 202 /data/nextAttemptAt that of its sibling',
    reason:
      'a delivery is due in the moment in which it is made: where a busy machine puts a few milliseconds between, either is right',
  },
];

/** The reason why a mutant lives, where one is known. */
export function reasonFor(name: string): string | undefined {
  return survivors.find(({ mutants }) => isMeant(mutants, name))?.reason;
}

function isMeant(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
