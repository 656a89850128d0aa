import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { type AuthenticatedRequest } from './auth-guard';

/** A list that says it limits itself by the caller's reach and never asked for it would show everything: it answers with an error instead. */
@Injectable()
export class ReachCheck implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { rule, caller, method, path } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    return next.handle().pipe(
      tap(() => {
        if (rule?.subject === 'rows' && caller && !caller.reach.all && !caller.reach.wasUsed) throw new Error(`${method} ${path} says 'rows' and does not use the reach of its caller`);
      }),
    );
  }
}
