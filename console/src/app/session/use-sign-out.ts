import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { problemText } from '../../shared/api/problem-text.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';
import { useSession } from './session.ts';

/** Signs out and goes to where one signs in; where that fails it says so, for whoever leaves their place. */
export function useSignOut(): () => Promise<void> {
  const session = useSession();
  const router = useRouter();
  const toasts = useToasts();
  const { t } = useI18n();
  return async () => {
    try {
      await session.signOut();
    } catch (error) {
      toasts.tell(t('app.signOutFailed', { why: problemText(error, t).title }), { tone: 'bad' });
      return;
    }
    await router.push({ name: 'sign-in' });
  };
}
