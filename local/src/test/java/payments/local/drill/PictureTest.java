package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import payments.local.drill.Mark.Kind;

class PictureTest {
  private static final Instant START = Instant.ofEpochSecond(1_000_000);

  @Test
  void of_shouldBeWellFormed_whateverTheTextsHold() throws Exception {
    Document svg =
        parse(Picture.of(List.of(panel("a <b> & \"c\"", true, List.of(), List.of(), List.of()))));

    assertThat(texts(svg)).contains("a <b> & \"c\"");
  }

  @Test
  void of_shouldDrawWeightsAsSteps_overTheWholePanel() throws Exception {
    Document svg =
        parse(
            Picture.of(
                List.of(
                    panel(
                        "clean",
                        true,
                        List.of(),
                        List.of(sample(-5, 100, 0), sample(10, 50, 50), sample(30, 0, 100)),
                        List.of()))));

    // 480 seconds fill the row: 38 to 952. The plot is from 80 down to 164.
    assertThat(paths(svg, "declared")).contains("M38.0 164.0H57.0V122.0H95.1V80.0H152.3");
  }

  @Test
  void of_shouldLeaveAGap_whereNobodyPays() throws Exception {
    Document svg =
        parse(
            Picture.of(
                List.of(
                    panel(
                        "clean",
                        true,
                        List.of(second(0, 3, 1), second(1, 1, 3), second(2, 0, 0), second(3, 2, 2)),
                        List.of(),
                        List.of()))));

    assertThat(paths(svg, "green"))
        .containsExactly("M38.0 164V143.0H39.9V101.0H41.8V164Z", "M43.7 164V122.0H45.6V164Z");
  }

  @Test
  void of_shouldMarkWhatHappened() throws Exception {
    Document svg =
        parse(
            Picture.of(
                List.of(
                    panel(
                        "errors",
                        false,
                        List.of(),
                        List.of(),
                        List.of(new Mark(START.plusSeconds(20), Kind.FAULT, "30% of green"))))));

    assertThat(texts(svg)).contains("errors: failed");
    assertThat(titles(svg)).contains("30% of green");
  }

  @Test
  void of_shouldBeginARow_whereAPanelHasNoRoom() throws Exception {
    Panel panel = panel("one", true, List.of(), List.of(), List.of());

    String six = Picture.of(java.util.Collections.nCopies(6, panel));
    String seven = Picture.of(java.util.Collections.nCopies(7, panel));

    assertThat(parse(six).getDocumentElement().getAttribute("height")).isEqualTo("200");
    assertThat(parse(seven).getDocumentElement().getAttribute("height")).isEqualTo("350");
  }

  private static Panel panel(
      String title,
      boolean passed,
      List<PaidSecond> seconds,
      List<Sample> samples,
      List<Mark> marks) {
    return new Panel(title, passed, START, START.plusSeconds(60), seconds, samples, marks);
  }

  private static Sample sample(int after, int blue, int green) {
    return new Sample(
        START.plusSeconds(after),
        Optional.of(new Weights(blue, green)),
        Optional.of(blue),
        Optional.of(green));
  }

  private static PaidSecond second(int after, int blue, int green) {
    return new PaidSecond(START.plusSeconds(after), blue, green, 0);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<String> titles(Document svg) {
    return elements(svg, "title").stream().map(Element::getTextContent).toList();
  }

  private static List<String> paths(Document svg, String type) {
    return elements(svg, "path").stream()
        .filter(path -> path.getAttribute("class").equals(type))
        .map(path -> path.getAttribute("d"))
        .toList();
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, found.getLength())
        .mapToObj(index -> (Element) found.item(index))
        .toList();
  }
}
