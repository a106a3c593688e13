import { verify, WebhookVerificationError, type WebhookEvent } from '@atteny/webhooks';
import {
  BadRequestException,
  Controller,
  HttpCode,
  Inject,
  Post,
  Req,
  type INestApplication,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { raw, type Request } from 'express';

const RECEIVER = Symbol('receiver');

interface Receiver {
  secret: string;
  handle: (event: WebhookEvent) => Promise<void>;
}

@Controller('atteny')
class WebhooksController {
  private readonly receiver: Receiver;

  constructor(@Inject(RECEIVER) receiver: Receiver) {
    this.receiver = receiver;
  }

  @Post()
  @HttpCode(204)
  async receive(@Req() request: Request): Promise<void> {
    try {
      const body = (request.body as Buffer | undefined) ?? '';
      await this.receiver.handle(
        await verify({ body, headers: request.headers, secret: this.receiver.secret }),
      );
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      throw new BadRequestException(error.message);
    }
  }
}

// oxlint-disable-next-line typescript/no-extraneous-class
class WebhooksModule {}

export async function createApp(
  secret: string,
  handle: (event: WebhookEvent) => Promise<void>,
): Promise<INestApplication> {
  const app = await NestFactory.create(
    {
      module: WebhooksModule,
      controllers: [WebhooksController],
      providers: [{ provide: RECEIVER, useValue: { secret, handle } }],
    },
    { logger: ['error'] },
  );
  // Antes do JSON do Nest, que consumiria os bytes que a assinatura cobre; e todo corpo, seja qual for o Content-Type.
  app.use('/atteny', raw({ type: () => true, limit: '1mb' }));
  return app;
}
