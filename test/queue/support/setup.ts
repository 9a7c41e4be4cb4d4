import { raiseStage } from './stage';

export default raiseStage;
