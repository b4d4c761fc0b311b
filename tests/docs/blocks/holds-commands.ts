const PROGRAMS =
  'alias|apt-get|bash|call|cat|cd|chmod|cp|curl|docker|dockerd|echo|export|find|git|helm|jq|kubectl|make|mkdir|mongosh|node|npm|npx|openssl|rm|sed|sha256sum|sudo|systemctl|tar|tenantry|wget';
const COMMAND = new RegExp(`^\\s*(\\$ )?((${PROGRAMS}) +\\S|scripts/\\w+\\.sh|[A-Z_]{2,}=\\S)`, 'm');

/** Whether a fence without a language holds what a reader would paste into a shell. */
export const holdsCommands = (text: string): boolean => COMMAND.test(text);
