export interface Order {
  number: string;
  phoneNumber: string;
  name: string;
  item: string;
  /** Whether its confirmation went out. */
  confirmed: boolean;
}

/** The orders of the shop. A real one keeps them in its database. */
export class Orders {
  readonly #byNumber = new Map<string, Order>();

  /** The order of that number: the one taken before, when it was. */
  take(order: Omit<Order, 'confirmed'>): Order {
    const taken = this.#byNumber.get(order.number) ?? { ...order, confirmed: false };
    this.#byNumber.set(order.number, taken);
    return taken;
  }

  /** Oldest first. */
  of(phoneNumber: string): Order[] {
    return [...this.#byNumber.values()].filter((order) => order.phoneNumber === phoneNumber);
  }
}
