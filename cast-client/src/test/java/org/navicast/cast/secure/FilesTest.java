package org.navicast.cast.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.secure.FileTrouble.Part;

/** Files that cannot be used are refused in words, each for the part that it was given as. */
final class FilesTest {
  private static final TestCertificate OURS = TestCertificate.of("us").make();

  @TempDir private Path folder;

  @Test
  void aListOfAuthorities() throws IOException {
    refusedAuthority(folder.resolve("none.pem"), "does not exist; check its name and folder");
    refusedAuthority(folder, "is a folder; give a file");
    refusedAuthority(
        write("garbage.pem", "\0\1\2"),
        "holds no certificate; give a PEM file, whose text has a line BEGIN CERTIFICATE");
    refusedAuthority(
        write("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        "holds a damaged certificate; fetch the file anew");
    refusedAuthority(
        write("large.pem", "#".repeat((2 << 20) + 1)),
        "is larger than 2 MiB; give the file that was meant");
  }

  @Test
  void aKeyThatOthersMayRead() throws IOException {
    Path key = OURS.keyFile(folder);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    refusedKey(key, "may be read by others on this machine; run chmod 600 on it");
  }

  @Test
  void aKeyInAnotherForm() throws IOException {
    refusedKey(
        secret("pkcs1.key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"),
        "holds a private key in another form; convert it by openssl pkcs8 -topk8 -nocrypt");
    refusedKey(
        secret("damaged.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
        "holds a private key that is damaged or neither EC, RSA nor EdDSA");
    refusedKey(
        secret("none.key", "nothing"),
        "holds no private key; give a PEM file, whose text has a line BEGIN PRIVATE KEY");
  }

  @Test
  void aKeyOfAnotherCertificate() throws IOException {
    refusedKey(
        TestCertificate.of("them").make().keyFile(folder),
        "is not the key of the first certificate in the certificate file; give the two that belong"
            + " together");
    refusedKey(
        TestCertificate.of("rsa").rsa(1_024).make().keyFile(folder),
        "is not the key of the first certificate in the certificate file; give the two that belong"
            + " together");
  }

  @Test
  void aPassword() throws Exception {
    assertEquals("open sesame", SecretFiles.firstLine(secret("good", "open sesame\n"), "password"));
    FileTrouble empty =
        assertThrows(
            FileTrouble.class, () -> SecretFiles.firstLine(secret("empty", "\n"), "password"));
    assertEquals("is empty; write the password on its first line", empty.getMessage());
    FileTrouble open =
        assertThrows(
            FileTrouble.class, () -> SecretFiles.firstLine(write("open", "x"), "password"));
    assertEquals(Part.PASSWORD, open.part());
  }

  @Test
  void aSecretIsReplacedWholeAndForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("deep/er/login");
    SecretFiles.replace(file, List.of("a", "b"));
    SecretFiles.replace(file, List.of("c", "d"));
    assertEquals(List.of("c", "d"), SecretFiles.lines(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aSecretThatOthersMayReadIsReplacedByOneThatTheyMayNot() throws Exception {
    Path file = write("login", "old");
    secret("login.new", "left behind by a power cut");
    SecretFiles.replace(file, List.of("new"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("new"), SecretFiles.lines(file));
  }

  @Test
  void aSecretThatCannotBeWrittenIsTold() throws Exception {
    Path file = write("file", "").resolve("login");
    FileTrouble trouble =
        assertThrows(FileTrouble.class, () -> SecretFiles.replace(file, List.of("x")));
    assertEquals(
        "cannot be written (FileAlreadyExistsException); check its folder", trouble.getMessage());
  }

  @Test
  void aLoginShowsItsPasswordToNobody() {
    assertEquals("Login[us]", new HttpProxy.Login("us", "sesame").toString());
  }

  @Test
  void aPinIsASha256InBase64() {
    assertTrue(Pin.of(OURS.certificate()).base64().endsWith("="));
    assertThrows(IllegalArgumentException.class, () -> new Pin("sha256"));
    assertThrows(IllegalArgumentException.class, () -> new Pin("AAAA"));
  }

  private void refusedAuthority(Path file, String sentence) {
    refused(
        new TlsSettings(Optional.of(file), Optional.empty(), Optional.empty(), true),
        Part.CA,
        sentence);
  }

  private void refusedKey(Path file, String sentence) throws IOException {
    TlsSettings.CertificateFiles files =
        new TlsSettings.CertificateFiles(OURS.certificateFile(folder), file);
    refused(
        new TlsSettings(Optional.empty(), Optional.of(files), Optional.empty(), true),
        Part.KEY,
        sentence);
  }

  private static void refused(TlsSettings settings, Part part, String sentence) {
    FileTrouble trouble = assertThrows(FileTrouble.class, () -> ClientTls.load(settings));
    assertEquals(sentence, trouble.getMessage());
    assertEquals(part, trouble.part());
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Path secret(String name, String text) throws IOException {
    return Files.setPosixFilePermissions(
        write(name, text), PosixFilePermissions.fromString("rw-------"));
  }
}
