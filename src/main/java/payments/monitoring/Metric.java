package payments.monitoring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric of CloudWatch, which knows it by exactly these three.
 *
 * @param dimensions values by name, in the order of the names
 */
record Metric(String namespace, String name, Map<String, String> dimensions) {
  Metric {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }

  /** A line of a chart: the metric as a dashboard's body names it. */
  List<Object> line(String statistic, String label) {
    var line = new ArrayList<Object>(List.of(namespace, name));
    dimensions.forEach((dimension, value) -> line.addAll(List.of(dimension, value)));
    line.add(new TreeMap<>(Map.of("stat", statistic, "label", label)));
    return line;
  }
}
