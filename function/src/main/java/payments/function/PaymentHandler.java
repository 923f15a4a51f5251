package payments.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes payments over HTTP and by direct invocation. */
public final class PaymentHandler implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    context.getLogger().log("{\"message\":\"call\"}\n");
    output.write("{\"statusCode\":503,\"body\":\"{}\"}".getBytes(StandardCharsets.UTF_8));
  }
}
