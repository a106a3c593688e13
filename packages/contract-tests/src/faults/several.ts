/** Planted faults that the suite tells as several, each with the reason why they cannot be known to be one. */
export const several: Readonly<Record<string, string | undefined>> = {
  'every event has one id':
    'a delivery is known by the id of its event: who has the id of another is taken for it, here and in every list and retry',
  'what its owner has read is shown to every organization':
    'each operation says by itself what is not found; nothing in three replies shows that one memory is behind them',
};
