export { searchTranscript, type SearchHit, type SearchOptions, type SearchResult } from './search';
export { parseTerms } from './terms';
