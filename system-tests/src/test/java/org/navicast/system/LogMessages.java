package org.navicast.system;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The lines that a program can write to its log, as its source has them. */
final class LogMessages {
  /** Those that a person sees without asking for more. */
  private static final Set<String> LEVELS = Set.of("info", "warn", "error");

  /**
   * One of them.
   *
   * @param level {@code info}, {@code warn} or {@code error}; {@code info, warn} where that depends
   * @param text {@code …} stands for what is only known when it happens
   */
  record Message(String level, String text) implements Comparable<Message> {
    @Override
    public int compareTo(Message other) {
      int byText = text.compareToIgnoreCase(other.text);
      return byText == 0 ? level.compareTo(other.level) : byText;
    }
  }

  private LogMessages() {}

  /**
   * All of some modules.
   *
   * @param modules folders with {@code src/main/java}, at any depth
   */
  static Set<Message> of(Path... modules) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = Stream.of(modules).flatMap(LogMessages::sources).sorted().toList();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  _ -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Set<Message> found = new TreeSet<>();
      for (CompilationUnitTree unit : task.parse()) {
        new Finder(found).scan(unit, null);
      }
      return found;
    }
  }

  private static Stream<Path> sources(Path module) {
    try (Stream<Path> files = Files.walk(module)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class Finder extends TreeScanner<Void, Void> {
    private final Set<Message> found;

    Finder(Set<Message> found) {
      this.found = found;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      if (call.getMethodSelect() instanceof MemberSelectTree method && isOfLogger(method)) {
        String name = method.getIdentifier().toString();
        if (LEVELS.contains(name)) {
          add(name, call.getArguments().getFirst());
        } else if (name.equals("log")) {
          add("info, warn", call.getArguments().getFirst());
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    private static boolean isOfLogger(MemberSelectTree method) {
      String logger = method.getExpression().toString();
      return logger.startsWith("LOG") || logger.contains("getLogger(");
    }

    private void add(String level, ExpressionTree message) {
      texts(message)
          .map(text -> text.replace("{}", "…"))
          .filter(text -> text.chars().anyMatch(Character::isLetter))
          .forEach(text -> found.add(new Message(level, text)));
    }

    private static Stream<String> texts(ExpressionTree message) {
      return switch (message) {
        case LiteralTree literal -> Stream.of(String.valueOf(literal.getValue()));
        case ParenthesizedTree inner -> texts(inner.getExpression());
        case BinaryTree both ->
            texts(both.getLeftOperand())
                .flatMap(left -> texts(both.getRightOperand()).map(right -> left + right));
        case ConditionalExpressionTree one ->
            Stream.concat(texts(one.getTrueExpression()), texts(one.getFalseExpression()));
        default -> Stream.of("…");
      };
    }
  }
}
