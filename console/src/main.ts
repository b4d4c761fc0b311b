import './shared/styles/tokens.css';
import './shared/styles/base.css';
import { startApp } from './app/start-app.ts';

await startApp('#app');
