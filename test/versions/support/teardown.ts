import { strikeStage } from '../../e2e/support/stage';

export default strikeStage;
