export { INFLECTED_LANGUAGES } from './inflections';
export { parseQuery } from './parseQuery';
export { hasHits, QuerySyntaxError, type Query } from './query';
export { searchTranscript, type SearchOptions, type SearchResult } from './search';
export { distinctTerms, parseTerms } from './terms';
