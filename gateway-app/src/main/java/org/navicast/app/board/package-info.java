/** What the machine itself shows of the gateway: to its service manager and by its status LED. */
@NullMarked
package org.navicast.app.board;

import org.jspecify.annotations.NullMarked;
