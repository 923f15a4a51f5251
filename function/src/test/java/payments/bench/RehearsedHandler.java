package payments.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.function.PaymentHandler;

/**
 * The payment function as it is in a snapshot of SnapStart: what is done before the snapshot has
 * been done, and no event has come yet. For {@code make bench}.
 */
public final class RehearsedHandler implements RequestStreamHandler {
  private final PaymentHandler handler = new PaymentHandler();

  /** Runs the handler's hook, as Lambda does before it takes the snapshot. */
  public RehearsedHandler() {
    handler.beforeCheckpoint(null);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(input, output, context);
  }
}
