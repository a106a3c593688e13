export { diagnose, type Diagnosis, type DiagnoseOptions } from './diagnose.ts';
export { causes, explain, type Cause, type CauseId, type Language } from './causes.ts';
