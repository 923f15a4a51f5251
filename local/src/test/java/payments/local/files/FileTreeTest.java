package payments.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.LocalException;

class FileTreeTest {
  @TempDir private Path folder;
  private Path tree;

  @BeforeEach
  void setUp() throws IOException {
    tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(tree.resolve("a/b/file"), "");
  }

  @Test
  void delete_shouldDeleteAll_andDoNothingWhenItIsNotThere() {
    FileTree.delete(tree);
    FileTree.delete(tree);

    assertThat(tree).doesNotExist();
  }

  @Test
  void delete_shouldDeleteLinks_notWhatTheyLeadTo() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "");
    Files.createSymbolicLink(tree.resolve("a/link"), kept);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

    FileTree.delete(tree);
    FileTree.delete(dangling);

    assertThat(tree).doesNotExist();
    assertThat(Files.isSymbolicLink(dangling)).isFalse();
    assertThat(kept.resolve("file")).exists();
  }

  @Test
  void delete_shouldGoOn_whenFilesGoAndComeMeanwhile() {
    AtomicInteger rounds = new AtomicInteger();

    FileTree.delete(
        tree,
        new FileTree.Deletion() {
          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException problem)
              throws IOException {
            if (visited.equals(tree) && rounds.incrementAndGet() < 5) {
              Files.writeString(tree.resolve("late"), "");
            }
            return super.postVisitDirectory(visited, problem);
          }
        });

    assertThat(tree).doesNotExist();
    assertThat(rounds).hasValue(5);
  }

  @Test
  void delete_shouldGiveUp_whenFilesKeepAppearing() {
    assertThatThrownBy(
            () ->
                FileTree.delete(
                    tree,
                    new FileTree.Deletion() {
                      @Override
                      public FileVisitResult postVisitDirectory(Path visited, IOException problem)
                          throws IOException {
                        Files.writeString(visited.resolve("late"), "");
                        return super.postVisitDirectory(visited, problem);
                      }
                    }))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(tree + "/a/b: files keep appearing in it");
  }
}
