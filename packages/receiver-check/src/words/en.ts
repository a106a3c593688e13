import type { Words } from './words.ts';

export const en: Words = {
  checks: {
    genuine: { title: 'A genuine delivery', sent: 'message.created, signed with your secret' },
    'every-event': { title: 'Each event', sent: 'one delivery of each event of the contract' },
    'raw-body': {
      title: 'The raw body',
      sent: 'a genuine delivery whose JSON has spaces, line breaks and an escape',
    },
    'utf-8': { title: 'Accents and emoji', sent: 'a genuine delivery with text beyond ASCII' },
    'unknown-event': {
      title: 'An unknown event',
      sent: 'a genuine delivery of an event that does not exist yet',
    },
    'unknown-property': {
      title: 'An unknown property',
      sent: 'a genuine delivery with properties that do not exist yet',
    },
    nulls: { title: 'A contact without a name', sent: 'a genuine delivery whose contact.name is null' },
    'largest-event': { title: 'The largest event', sent: 'a genuine delivery with 4096 emoji' },
    'header-case': {
      title: 'Case of headers',
      sent: 'a genuine delivery with header names in capitals, then in small letters',
    },
    'no-content-type': {
      title: 'Without Content-Type',
      sent: 'a genuine delivery whose Content-Type a proxy took away',
    },
    'repeated-delivery': { title: 'A repeated delivery', sent: 'the same delivery twice' },
    'repeated-event': { title: 'A repeated event', sent: 'the same event in two deliveries' },
    'out-of-order': { title: 'Out of order', sent: 'an event, then one that happened ten minutes before it' },
    'rotation-begun': {
      title: 'A rotation begins',
      sent: 'a delivery signed with your secret and with the next one',
    },
    'rotation-switched': {
      title: 'A rotation, new secret first',
      sent: 'a delivery signed with the secret before yours, and with yours as the next one',
    },
    'rotation-over': { title: 'A rotation is over', sent: 'a delivery signed with the next secret alone' },
    'tampered-body': { title: 'A changed body', sent: 'a genuine delivery with words added to its text' },
    'wrong-secret': { title: 'Another secret', sent: 'a delivery signed with a secret that is not yours' },
    'no-signature': { title: 'No signature', sent: 'a delivery without any signature' },
    'almost-signature': {
      title: 'Almost the signature',
      sent: 'a genuine delivery with the last character of its signatures changed',
    },
    'malformed-signature': {
      title: 'Malformed signatures',
      sent: 'deliveries whose signature is empty, short or no signature at all',
    },
    stale: { title: 'An old delivery', sent: 'deliveries signed 50 minutes ago, and 50 minutes from now' },
    replayed: { title: 'A replay', sent: 'an old delivery with a new webhook-id and webhook-timestamp' },
    'empty-body': { title: 'An empty body', sent: 'a POST with nothing in it, unsigned and signed' },
    'not-json': { title: 'No JSON', sent: 'signed bodies that are no JSON, cut short, or no event' },
    'huge-body': { title: 'A huge body', sent: '8 MB that nobody signed' },
    'at-once': { title: '50 at once', sent: '50 genuine deliveries at the same moment' },
    'still-up': { title: 'Still there', sent: 'a genuine delivery after all of this' },
  },
  problems: {
    unreachable: {
      wrong: 'Nobody answers at this address.',
      mend: 'Start the receiver, and check host and port. From inside a container, localhost is the container itself.',
    },
    tls: {
      wrong: 'The TLS connection fails, so no delivery ever arrives.',
      mend: 'Use a certificate for this name that has not expired, with its whole chain. For a certificate of your own, name its authority in NODE_EXTRA_CA_CERTS.',
    },
    'no-tls': {
      wrong: 'The address says https, and what listens there speaks http: no delivery ever arrives.',
      mend: 'Use http, or the port where TLS ends, such as that of your proxy.',
    },
    'wrong-address': {
      wrong: 'No POST is expected at this address.',
      mend: 'Check the path, and that the route takes POST.',
    },
    redirects: {
      wrong: 'The receiver redirects. Redirects are not followed: it counts as a failure.',
      mend: 'Register the final address: https instead of http, with or without the slash at the end.',
    },
    'behind-login': {
      wrong: 'The address asks for a login that a delivery does not have.',
      mend: 'Let this path pass without a login: the signature is what proves the sender.',
    },
    'answers-pages': {
      wrong: 'A page of HTML is answered with 2xx: some other route takes the delivery, and it is lost.',
      mend: 'Put the route before the one that answers everything, and check the path.',
    },
    'crashes-on-genuine': {
      wrong: 'A genuine delivery ends in an error of the receiver.',
      mend: 'Its log says why. Often a JSON parser came first and "body" is an object.',
    },
    'refuses-genuine': {
      wrong: 'A genuine delivery is refused.',
      mend: 'Check that this is the endpoint’s secret, and that what is verified is the raw body.',
    },
    'key-is-decoded': {
      wrong: 'The key of X-Atteny-Signature was decoded from base64.',
      mend: 'Use the whole secret as text, whsec_ included. The decoded bytes are the key of webhook-signature alone.',
    },
    'key-lacks-prefix': {
      wrong: 'The key of X-Atteny-Signature lacks whsec_.',
      mend: 'Use the whole secret as text, prefix included.',
    },
    'signature-in-base64': {
      wrong: 'X-Atteny-Signature is expected in base64.',
      mend: 'It is hexadecimal, in small letters: digest("hex").',
    },
    'signature-lacks-algorithm': {
      wrong: 'X-Atteny-Signature is expected without sha256=.',
      mend: 'Compare with "sha256=" + the hexadecimal digest.',
    },
    'signs-timestamp-too': {
      wrong: 'The timestamp is taken into X-Atteny-Signature.',
      mend: 'X-Atteny-Signature covers the body alone. Only webhook-signature covers id.timestamp.body.',
    },
    'no-answer': {
      wrong: 'The answer, or its end, does not come in time: the attempt fails and is repeated.',
      mend: 'Answer first, and do the work in a queue of yours.',
    },
    slow: {
      wrong: 'The acknowledgement takes long.',
      mend: 'Answer first, and do the work in a queue of yours: what takes long today times out some day.',
    },
    'refuses-a-known-event': {
      wrong: 'An event of the contract is not acknowledged.',
      mend: 'Acknowledge every event, also those that you do nothing with.',
    },
    'body-not-raw': {
      wrong: 'What is verified is not the raw body: the JSON was read and written anew.',
      mend: 'Verify the bytes as they arrived, before any JSON parser.',
    },
    'body-not-utf-8': {
      wrong: 'Text beyond ASCII breaks the signature: the bytes were read in another encoding.',
      mend: 'Keep the body as bytes, or decode it as UTF-8.',
    },
    'refuses-unknown-event': {
      wrong:
        'An event that the receiver does not know is refused: the day there is one, its deliveries fail until the endpoint is disabled.',
      mend: 'Acknowledge with 2xx what you do not know, and do nothing.',
    },
    gone: {
      wrong: '410 disables the endpoint at once, and nothing is delivered any more.',
      mend: 'Answer 410 only when no delivery is wanted ever again.',
    },
    'refuses-unknown-property': {
      wrong:
        'A property that the receiver does not know makes it refuse: answers are open, and may gain some.',
      mend: 'Ignore what you do not know: no strict schema on what arrives.',
    },
    'refuses-null': {
      wrong: 'A contact without a name is refused or breaks the receiver.',
      mend: 'contact.name, mediaUrl and mediaType may be null.',
    },
    'refuses-large': {
      wrong: 'The largest event of the contract does not fit.',
      mend: 'Take bodies of at least 100 KB.',
    },
    'reads-headers-by-case': {
      wrong: 'A header is found in one spelling only; proxies and HTTP/2 change it.',
      mend: 'Read headers whatever their case.',
    },
    'wants-content-type': {
      wrong: 'Without Content-Type the body is not read.',
      mend: 'Read the body whatever its type: only the signature counts.',
    },
    'refuses-repeated-delivery': {
      wrong: 'A repeated delivery is refused: it comes again and again, and counts as failed.',
      mend: 'Acknowledge with 2xx what was handled already. Keep the id of each event.',
    },
    'refuses-repeated-event': {
      wrong: 'A repeated event in another delivery is refused.',
      mend: 'Recognize repetitions by the event’s id, and acknowledge them with 2xx.',
    },
    'refuses-out-of-order': {
      wrong: 'An event that happened before one that is known already is refused.',
      mend: 'Acknowledge it. Decide by createdAt whether it still changes anything.',
    },
    'refuses-two-signatures': {
      wrong: 'During a rotation the receiver refuses: webhook-signature has two signatures then.',
      mend: 'Split webhook-signature at the spaces; one that matches is enough.',
    },
    'misses-new-signature': {
      wrong:
        'With the new secret alone, deliveries of the overlap are refused: X-Atteny-Signature stays with the old secret.',
      mend: 'Verify with both secrets during a rotation, or read X-Atteny-Signature-Next too.',
    },
    'refuses-new-secret': {
      wrong: 'What is signed with the next secret alone is refused: after the overlap nothing gets in.',
      mend: 'Give the receiver both secrets before the overlap ends.',
    },
    'accepts-tampered': {
      wrong: 'A changed body is acknowledged: anybody can write what they like.',
      mend: 'Verify the signature of the raw body, and refuse with 400 what does not match. A refusal is a status, not a 200 that says no.',
    },
    'accepts-any-secret': {
      wrong: 'A delivery signed with any secret is acknowledged.',
      mend: 'Verify with the secret of your endpoint.',
    },
    'accepts-unsigned': {
      wrong: 'A delivery without a signature is acknowledged.',
      mend: 'Refuse what has no signature: a missing header is no reason to skip the check.',
    },
    'compares-a-part': {
      wrong: 'Only a part of the signature is compared.',
      mend: 'Compare all of it, in constant time.',
    },
    'accepts-malformed': {
      wrong: 'Something that is no signature is acknowledged.',
      mend: 'Refuse with 400 whatever does not match, an empty header included.',
    },
    'crashes-on-malformed': {
      wrong: 'A malformed signature ends in an error of the receiver.',
      mend: 'Compare lengths before timingSafeEqual: it throws when they differ. Answer 400.',
    },
    'accepts-stale': {
      wrong: 'An old delivery is acknowledged: whoever kept one can send it again.',
      mend: 'Verify webhook-signature, and refuse a webhook-timestamp that is more than 300 s away.',
    },
    'accepts-replayed': {
      wrong: 'webhook-signature is not verified: an old body passes under a new id and time.',
      mend: 'Verify webhook-signature as well: it covers id and time.',
    },
    'refuses-with-5xx': {
      wrong: 'What is forged is refused with 5xx, as if the receiver had failed.',
      mend: 'Answer 400, so that your own failures can be told apart.',
    },
    'refuses-with-410': {
      wrong:
        'A signature that does not match is answered with 410: after a rotation this disables the endpoint at once.',
      mend: 'Answer 400 or 401.',
    },
    'accepts-empty': { wrong: 'An empty body is acknowledged.', mend: 'Refuse with 400 what is no event.' },
    'crashes-on-empty': {
      wrong: 'An empty body ends in an error of the receiver.',
      mend: 'Take a missing body as one of no bytes; it does not verify, and the answer is 400.',
    },
    'crashes-on-not-json': {
      wrong: 'A body that is no event ends in an error of the receiver.',
      mend: 'Catch what JSON.parse throws, and answer 400.',
    },
    'accepts-huge': {
      wrong: '8 MB that nobody signed are acknowledged.',
      mend: 'Verify the signature, and set a limit for bodies.',
    },
    'crashes-on-huge': {
      wrong: 'A huge body ends in an error of the receiver.',
      mend: 'Set a limit for bodies, 1 MB for example, and answer 413.',
    },
    'refuses-under-load': {
      wrong: 'Of 50 deliveries at once some are not acknowledged.',
      mend: 'Answer first, and do the work in a queue of yours; limits by address do not suit webhooks.',
    },
    'slow-under-load': {
      wrong: 'With 50 deliveries at once the acknowledgement takes long.',
      mend: 'Answer first, and do the work in a queue of yours, not one after the other in the request.',
    },
    'goes-down': {
      wrong: 'The connection broke, or the receiver is not there any more.',
      mend: 'An error that nobody catches ends the process. Catch it in the route, and answer 400 or 500.',
    },
  },
  severities: { critical: 'critical', error: 'error', warning: 'warning' },
  failures: {
    unreachable: 'nobody answers',
    tls: 'TLS failed',
    'no-tls': 'no TLS there',
    timeout: 'no answer in time',
    cut: 'the connection broke',
  },
  heading: (url) => `Receiver check of ${url}`,
  grade: (grade) => `Grade ${grade}`,
  passed: 'ok',
  skipped: 'not asked',
  failed: 'wrong',
  summary: ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} not asked`,
  labels: { sent: 'sent', answer: 'came back', wrong: 'wrong', mend: 'to mend it', docs: 'docs' },
  lines: (framework) => (framework ? `lines for ${framework}` : 'lines'),
};
