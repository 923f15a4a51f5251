package payments.local.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows each step's name, elapsed time and what it is at, all the time: on a terminal in one line
 * that changes each second, elsewhere as a line once a step takes two seconds, then every ten.
 */
public final class Progress implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration NEXT = Duration.ofSeconds(10);
  private static final int WIDTH = 110;

  private final PrintStream out;
  private final boolean terminal;
  private final List<Step> active = new ArrayList<>();
  private final ScheduledExecutorService ticker;
  private boolean liveLine;

  /**
   * @param out where to print
   * @param terminal whether that is a terminal
   */
  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long every = TICK.toMillis();
    var unused = ticker.scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
  }

  /** Begins a step; close it when it is over. */
  public synchronized Step step(String name) {
    Step step = new Step(name);
    active.add(step);
    return step;
  }

  /** Prints a line of its own. */
  public synchronized void line(String text) {
    eraseLiveLine();
    out.println(text);
    out.flush();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      eraseLiveLine();
    }
  }

  private synchronized void tick() {
    boolean due = terminal ? !active.isEmpty() : active.stream().anyMatch(Step::due);
    if (!due) {
      return;
    }
    String text =
        active.stream().map(Step::current).collect(Collectors.joining("; ", "  ..     ", ""));
    if (terminal) {
      eraseLiveLine();
      out.print(text.length() > WIDTH ? text.substring(0, WIDTH) : text);
      liveLine = true;
    } else {
      active.forEach(Step::shown);
      out.println(text);
    }
    out.flush();
  }

  private void eraseLiveLine() {
    if (liveLine) {
      out.print("\r\u001b[K");
      liveLine = false;
    }
  }

  private synchronized void finish(Step step) {
    active.remove(step);
    line(
        "  %-6s %s (%s)%s"
            .formatted(
                step.done ? "ok" : "FAILED",
                step.name,
                step.elapsed(),
                step.detail.get().isEmpty() ? "" : ": " + step.detail.get()));
  }

  /** One step; one that is closed before {@link #done} has failed. */
  public final class Step implements AutoCloseable {
    private final String name;
    private final long start = System.nanoTime();
    private long next = start + FIRST.toNanos();
    private volatile Supplier<String> detail = () -> "";
    private volatile boolean done;

    private Step(String name) {
      this.name = name;
    }

    /** Says what the step is at now. */
    public void detail(String text) {
      detail = () -> text;
    }

    /** Says where to ask what the step is at. */
    public void detail(Supplier<String> source) {
      detail = source;
    }

    /** Says that it went well. */
    public void done() {
      done = true;
    }

    /** Says that it went well, and with what result. */
    public void done(String result) {
      detail(result);
      done = true;
    }

    @Override
    public void close() {
      finish(this);
    }

    private boolean due() {
      return System.nanoTime() - next >= 0;
    }

    private void shown() {
      next = System.nanoTime() + NEXT.toNanos();
    }

    private String current() {
      String text = detail.get();
      return name + " " + elapsed() + (text.isEmpty() ? "" : ": " + text);
    }

    private String elapsed() {
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s";
    }
  }
}
