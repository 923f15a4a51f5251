package payments.testing;

import java.util.Map;

/** Sends the AWS clients that are made while it is open to a port of the loopback address. */
public final class AwsEndpoint implements AutoCloseable {
  private final Map<String, String> properties;

  private AwsEndpoint(Map<String, String> properties) {
    this.properties = properties;
    properties.forEach(System::setProperty);
  }

  public static AwsEndpoint at(int port) {
    return new AwsEndpoint(
        Map.of(
            "aws.endpointUrl", "http://127.0.0.1:" + port,
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test"));
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
  }
}
