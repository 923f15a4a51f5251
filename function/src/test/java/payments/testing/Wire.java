package payments.testing;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The wire to a database that speaks MySQL's protocol in plain; it can be cut at a statement. */
public final class Wire implements AutoCloseable {
  /** What becomes of the statement. */
  public enum Cut {
    /** The server never gets it. */
    BEFORE,
    /** The server does it, and its answer is lost. */
    AFTER,
    /** The server never gets it, and nobody hears of that. */
    SILENT
  }

  private record Plan(Cut cut, String statement) {}

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicReference<Plan> plan = new AtomicReference<>();
  private volatile int target;

  /** A wire from a free port of the loopback address to that one. */
  public Wire(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Cuts the connection that next has a statement with this text, once. */
  public void cut(Cut how, String statement) {
    plan.set(new Plan(how, statement));
  }

  /** Whether the cut that was asked for has been made. */
  public boolean isCut() {
    return plan.get() == null;
  }

  /** Leads new connections to another server, as a cluster's name does after a failover. */
  public void leadTo(int port) {
    target = port;
  }

  /** Cuts every connection. */
  public void cutAll() {
    sockets.forEach(Wire::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    cutAll();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      try {
        new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
      } catch (IOException e) {
        close(client);
      }
    }
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // An end was closed.
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      // It is closed then.
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private final class Line {
    private static final int HEADER = 4;

    private final Socket client;
    private final Socket database;
    private volatile boolean answerIsLost;

    Line(Socket client, Socket database) throws IOException {
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      this.client = client;
      this.database = database;
      sockets.addAll(List.of(client, database));
      start(this::ask);
      start(this::answer);
    }

    private void ask() throws IOException {
      try {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = database.getOutputStream();
        while (true) {
          byte[] header = new byte[HEADER];
          in.readFully(header);
          byte[] packet = new byte[length(header)];
          in.readFully(packet);
          Plan planned = plan.get();
          if (planned != null
              && new String(packet, StandardCharsets.UTF_8).contains(planned.statement())
              && plan.compareAndSet(planned, null)) {
            if (planned.cut() == Cut.SILENT) {
              silence(in);
            }
            if (planned.cut() != Cut.AFTER) {
              return;
            }
            answerIsLost = true;
          }
          out.write(header);
          out.write(packet);
        }
      } finally {
        hangUp();
      }
    }

    private void silence(InputStream in) throws IOException {
      database.close();
      in.transferTo(OutputStream.nullOutputStream());
    }

    private void answer() throws IOException {
      byte[] bytes = new byte[8192];
      InputStream in = database.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        if (answerIsLost) {
          break;
        }
        out.write(bytes, 0, count);
      }
      hangUp();
    }

    private void hangUp() {
      close(client);
      close(database);
    }

    private static int length(byte[] header) {
      return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    }
  }
}
