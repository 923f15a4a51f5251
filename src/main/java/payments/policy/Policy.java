package payments.policy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.pulumi.core.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** A policy document in AWS's JSON. */
public final class Policy {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private Policy() {}

  /** The document with these statements. */
  public static Output<String> of(Statement... statements) {
    return Output.all(Stream.of(statements).map(Statement::render).toList())
        .applyValue(
            rendered -> {
              var document = new LinkedHashMap<String, Object>();
              document.put("Version", "2012-10-17");
              document.put("Statement", List.copyOf(rendered));
              return JSON.toJson(document);
            });
  }

  /** The trust policy that lets one AWS service take a role. */
  public static Output<String> trust(String service) {
    return of(Statement.allow("Service", "sts:AssumeRole").service(service));
  }

  /** Refuses every request to a resource that does not come over TLS. */
  @SafeVarargs
  public static Statement tlsOnly(String actions, Output<String>... arns) {
    return Statement.deny("TlsOnly", actions)
        .everybody()
        .on(arns)
        .when("Bool", "aws:SecureTransport", "false");
  }
}
