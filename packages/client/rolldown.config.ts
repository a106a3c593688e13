import { publishedLibrary } from '../../scripts/src/published-library.ts';

export default publishedLibrary(['openapi-fetch']);
