const PROGRAMS =
  'alias|apt-get|bash|call|cat|cd|chmod|cp|curl|docker|dockerd|echo|export|find|git|helm|jq|kubectl|make|mkdir|mongosh|node|npm|npx|openssl|rm|sed|sha256sum|ssh|sudo|systemctl|tar|tenantry|terraform|wget';
/** After a prompt anything is one. */
const COMMAND = new RegExp(`^\\s*(\\$ +\\S|(${PROGRAMS}) +\\S|scripts/\\w+\\.sh|[A-Z_]{2,}=\\S)`, 'm');

/** Whether a fence of no language, or of text, holds what a reader would paste into a shell. */
export const holdsCommands = (text: string): boolean => COMMAND.test(text);
