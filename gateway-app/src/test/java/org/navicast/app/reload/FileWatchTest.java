package org.navicast.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("navicast.yaml"), "profile-file: mine.yaml\n");
    Files.writeString(folder.resolve("mine.yaml"), "profile: one\n");
  }

  @Test
  void aChangeIsNewsOnceNobodyWritesAnyMore() throws IOException {
    FileWatch watch = new FileWatch(folder);
    assertThat(watch.hasChanged()).isFalse();
    Files.writeString(folder.resolve("navicast.yaml"), "profile-file: mine.yaml # and more\n");
    assertThat(watch.hasChanged()).isFalse();
    Files.writeString(folder.resolve("navicast.yaml"), "profile-file: mine.yaml # and even more\n");
    assertThat(watch.hasChanged()).isFalse();
    assertThat(watch.hasChanged()).isTrue();
    watch.aboutToRead();
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void aFileThatIsNamedCountsAndOneThatIsNot() throws IOException {
    FileWatch watch = new FileWatch(folder.resolve("navicast.yaml"));
    Files.writeString(folder.resolve("other.yaml"), "profile: other\n");
    assertThat(settled(watch)).isFalse();
    Path written = Files.writeString(folder.resolve("mine.new"), "profile: two\n");
    Files.move(written, folder.resolve("mine.yaml"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(settled(watch)).isTrue();
    watch.aboutToRead();
    Files.delete(folder.resolve("mine.yaml"));
    assertThat(settled(watch)).isTrue();
  }

  @Test
  void aFileThatIsNamedOnlyNowIsWatchedFromItsReadingOn() throws IOException {
    FileWatch watch = new FileWatch(folder);
    Files.writeString(folder.resolve("other.yaml"), "profile: other\n");
    Files.writeString(folder.resolve("navicast.yaml"), "profile-file: other.yaml\n");
    assertThat(settled(watch)).isTrue();
    watch.aboutToRead();
    Files.writeString(folder.resolve("other.yaml"), "profile: another\n");
    assertThat(settled(watch)).isTrue();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anImportThatLeadsTheLinkElsewhereIsNews() throws IOException {
    Path first = Files.createDirectory(folder.resolve("1"));
    Path second = Files.createDirectory(folder.resolve("2"));
    for (Path generation : new Path[] {first, second}) {
      Files.writeString(generation.resolve("navicast.yaml"), "gateway: or-3\n");
    }
    Path current = folder.resolve("current");
    Files.createSymbolicLink(current, first);
    FileWatch watch = new FileWatch(current);
    assertThat(settled(watch)).isFalse();
    Path next = Files.createSymbolicLink(folder.resolve("next"), second);
    Files.move(next, current, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    assertThat(settled(watch)).isTrue();
  }

  private static boolean settled(FileWatch watch) {
    boolean _ = watch.hasChanged();
    return watch.hasChanged();
  }
}
