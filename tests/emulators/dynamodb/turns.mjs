/** Lets ordinary requests run side by side and a transaction alone. First come, first served, so that neither starves. */
export class Turns {
  #running = 0; // requests side by side, or ALONE
  #waiting = [];

  static #ALONE = -1;

  /** Runs the work of an ordinary request. */
  shared(work) {
    return this.#run(false, work);
  }

  /** Runs the work of a transaction, after everything that came before it and before everything that comes later. */
  alone(work) {
    return this.#run(true, work);
  }

  async #run(alone, work) {
    await new Promise((start) => {
      this.#waiting.push({ alone, start });
      this.#startNext();
    });
    try {
      return await work();
    } finally {
      this.#running = alone ? 0 : this.#running - 1;
      this.#startNext();
    }
  }

  #startNext() {
    while (this.#waiting.length > 0 && this.#running !== Turns.#ALONE && (this.#running === 0 || !this.#waiting[0].alone)) {
      const { alone, start } = this.#waiting.shift();
      this.#running = alone ? Turns.#ALONE : this.#running + 1;
      start();
    }
  }
}
