package payments.local.soak;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import payments.local.payment.Payment;

/**
 * The payments of a soak, all chosen by a seed: what each is, how often it is sent, to which color,
 * and what is sent at once.
 *
 * @param prefix with which every transaction id begins, and no other payment's in the system
 * @param payments what is paid
 */
record Plan(String prefix, List<Planned> payments) {
  private static final int MOST_SENDS = 4;
  private static final double AT_ONCE = 0.5;
  private static final double OTHER_PAYLOAD = 0.2;
  private static final double SWITCHES = 0.5;
  private static final int MOST_UNITS = 1_000_000;

  /** ISO 4217 codes with 2, 2, 0 and 3 decimals. */
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "KWD");

  private static final List<Integer> DECIMALS = List.of(2, 2, 0, 3);

  /** Copies the list. */
  Plan {
    payments = List.copyOf(payments);
  }

  /** Where a request goes. */
  enum Route {
    /** To the weighted route, as a customer's. */
    EDGE,
    /** To blue's own API. */
    BLUE,
    /** To green's own API. */
    GREEN;

    /** Where a client turns to that gives up on this one. */
    Route other() {
      return switch (this) {
        case EDGE -> EDGE;
        case BLUE -> GREEN;
        case GREEN -> BLUE;
      };
    }
  }

  /**
   * One time that a payment is sent: until it has its answer, however many tries that takes.
   *
   * @param route where the first try goes
   * @param switches whether every further try goes to the other color than the one before
   * @param otherPayload whether it carries the key of the payment, but another amount
   */
  record Send(Route route, boolean switches, boolean otherPayload) {

    /** Where that try goes; the first is 0. */
    Route route(int attempt) {
      return switches && attempt % 2 == 1 ? route.other() : route;
    }
  }

  /**
   * One payment.
   *
   * @param payment what is paid
   * @param rounds one after another; the sends of one round go at once, and the next round begins
   *     when all have their answers. No send of the first round has another payload: whose came
   *     first would be chance.
   */
  record Planned(Payment payment, List<List<Send>> rounds) {
    /** Copies the rounds. */
    Planned {
      rounds = rounds.stream().map(List::copyOf).toList();
    }

    /** How often it is sent. */
    int sends() {
      return rounds.stream().mapToInt(List::size).sum();
    }

    /** What a send carries. */
    Payment payment(Send send) {
      return send.otherPayload() ? payment.of(payment.amount().add(BigDecimal.ONE)) : payment;
    }
  }

  /**
   * Chooses.
   *
   * @param run what tells this run's transaction ids from those of every other run
   */
  static Plan of(long seed, int count, String run) {
    Random random = new Random(seed);
    String prefix = "soak-" + seed + "-" + run + "-";
    List<Planned> payments = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      int currency = random.nextInt(CURRENCIES.size());
      payments.add(
          new Planned(
              new Payment(
                  prefix + "%06d".formatted(number),
                  BigDecimal.valueOf(1 + random.nextInt(MOST_UNITS), DECIMALS.get(currency)),
                  CURRENCIES.get(currency),
                  "user-" + random.nextInt(count)),
              rounds(random)));
    }
    return new Plan(prefix, payments);
  }

  /** How often all payments are sent together. */
  int sends() {
    return payments.stream().mapToInt(Planned::sends).sum();
  }

  private static List<List<Send>> rounds(Random random) {
    List<List<Send>> rounds = new ArrayList<>();
    int sends = 1 + random.nextInt(MOST_SENDS);
    for (int number = 0; number < sends; number++) {
      boolean atOnce = number > 0 && random.nextDouble() < AT_ONCE;
      if (!atOnce) {
        rounds.add(new ArrayList<>());
      }
      boolean otherPayload = rounds.size() > 1 && random.nextDouble() < OTHER_PAYLOAD;
      rounds.get(rounds.size() - 1).add(send(random, otherPayload));
    }
    return rounds;
  }

  private static Send send(Random random, boolean otherPayload) {
    Route route = Route.values()[random.nextInt(Route.values().length)];
    return new Send(route, random.nextDouble() < SWITCHES, otherPayload);
  }
}
