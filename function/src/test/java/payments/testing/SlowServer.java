package payments.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes its time, in one manner, for ever. */
public final class SlowServer implements AutoCloseable {
  /** What it does with a connection. */
  public enum Manner {
    /** Lets nobody in: its queue of connections is full. */
    NEVER_ACCEPTS,
    /** Takes the request and says nothing. */
    NEVER_ANSWERS,
    /** A byte now and then, in the headers of an answer. */
    TRICKLES_HEAD,
    /** A byte now and then, after the headers. */
    TRICKLES_BODY,
    /** The same in an answer of unknown length. */
    TRICKLES_CHUNKS
  }

  /** Far below any time-out for reading. */
  private static final int PAUSE = 20;

  private final Manner manner;
  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  public SlowServer(Manner manner) throws IOException {
    this.manner = manner;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    if (manner == Manner.NEVER_ACCEPTS) {
      fillQueue();
    } else {
      run(this::accept);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void fillQueue() throws IOException {
    for (int i = 0; i < 4; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 100);
      } catch (java.net.SocketTimeoutException e) {
        return;
      }
    }
  }

  private void run(Runnable work) {
    Thread thread = new Thread(work, "slow-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        run(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream()) {
      in.read(new byte[8192]);
      switch (manner) {
        case TRICKLES_HEAD -> trickle(out, "HTTP/1.1 200 OK\r\nx-slow: ", "a");
        case TRICKLES_BODY ->
            trickle(out, "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n", " ");
        case TRICKLES_CHUNKS ->
            trickle(out, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\n \r\n");
        default -> in.readAllBytes();
      }
    } catch (IOException | InterruptedException e) {
      // The caller gave up, or the test is over.
    }
  }

  private static void trickle(OutputStream out, String head, String drop)
      throws IOException, InterruptedException {
    for (String next = head; ; next = drop) {
      out.write(next.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      Thread.sleep(PAUSE);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : new ArrayList<>(threads)) {
      thread.interrupt();
    }
  }
}
