import type { Delivery } from '@envscope/contracts/index.js';
import type { IncidentForm, MessagePart } from './incident-messages.js';

/** The form of a message; a `digest` holds many incidents. */
export type MessageForm = IncidentForm | 'digest';

/** One message to send: the one call that has to be acknowledged before its deliveries are settled. */
export interface MessageStep {
  readonly act: 'post' | 'edit';
  readonly channel: string;
  readonly form: MessageForm;
  /** One; in a digest at least two. */
  readonly parts: readonly MessagePart[];
  readonly deliveries: readonly Delivery[];
  /** The message to edit; null for a post. */
  readonly messageId: string | null;
  /** The channel has refused this before: only the plainest words may pass. */
  readonly isPlain: boolean;
}
