/** What devices said, byte by byte with its times: written to a file, and played back from one. */
@NullMarked
package org.navicast.app.session;

import org.jspecify.annotations.NullMarked;
