/** Somebody who takes money for us. The port knows no provider's words; one adapter speaks Stripe's. */
export interface PaymentProvider {
  /**
   * A page where a customer pays. Asked again with the same `key`, it gives the same page.
   * @throws PaymentRefused when it is no use to ask again, anything else when it is
   */
  offer(order: PaymentOrder): Promise<PaymentOffer>;
  /**
   * Sees to it that nobody pays at a page any more; again, it does no harm. `paid`: somebody did, or is about to, and
   * a message tells. Whatever it throws, the page may be open.
   */
  end(pageId: string): Promise<'ended' | 'paid'>;
  /** What a message from the provider says came in; nothing when it is about something else. @throws BadReceipt, UnusableReceipt */
  received(message: ProviderMessage): ReceivedPayment | undefined;
}

export interface PaymentOrder {
  readonly key: string;
  readonly tenantId: string;
  readonly statement: number;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface PaymentOffer {
  /** By which the provider knows the page. */
  readonly pageId: string;
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

export interface ProviderMessage {
  readonly bytes: Uint8Array;
  header(name: string): string | undefined;
}

export interface ReceivedPayment {
  /** The same for the same money, however often it is told. */
  readonly reference: string;
  readonly tenantId: string;
  readonly statement: number;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** The provider will not have it, now or later. The message is for the log. */
export class PaymentRefused extends Error {
  override readonly name = 'PaymentRefused';
}

/** It is from the provider and about money for us, and cannot be understood or recorded. */
export class UnusableReceipt extends Error {
  override readonly name = 'UnusableReceipt';
  readonly reference: string;
  constructor(reference: string, message: string) {
    super(message);
    this.reference = reference;
  }
}

/** It is not from the provider, or nothing that can be read. */
export class BadReceipt extends Error {
  override readonly name = 'BadReceipt';
}
