import type { Journey } from '../journey.ts';
import { signIn } from './sign-in.ts';

export const JOURNEYS: readonly Journey[] = [signIn];
