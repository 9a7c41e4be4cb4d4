import { strikeStage } from './stage';

export default strikeStage;
