export { searchTranscript, type SearchOptions } from './search';
export { parseTerms } from './terms';
